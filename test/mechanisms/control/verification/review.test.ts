/** What a second model says of a change is read as checks with programs, and as doubts in words. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readRemarks } from "../../../../src/mechanisms/control/verification/review.ts";

const fence = "```";

test("a remark has words, and a place and a program where they are given", () => {
  const reply = [
    'CHECK src/sum.js:12 "0 for none": an empty list throws',
    `${fence}js`,
    'import assert from "node:assert";',
    "assert.ok(true);",
    fence,
    "",
    "DOUBT the README's order of ties may be lost",
    `- CHECK ties.py:3 "the first of equals"`,
    "",
    `${fence}python`,
    "assert True",
    fence,
  ].join("\n");
  expect(readRemarks(reply)).toEqual([
    {
      message: '"0 for none": an empty list throws',
      location: { file: "src/sum.js", line: 12 },
      trial: { language: "javascript", code: 'import assert from "node:assert";\nassert.ok(true);' },
    },
    { message: "the README's order of ties may be lost" },
    {
      message: '"the first of equals"',
      location: { file: "ties.py", line: 3 },
      trial: { language: "python", code: "assert True" },
    },
  ]);
});

test("a program in another language, and one that cannot be handed over, leave words", () => {
  expect(readRemarks(`DOUBT a.go:1 it panics\n${fence}go\npanic()\n${fence}`)).toEqual([
    { message: "it panics", location: { file: "a.go", line: 1 } },
  ]);
  const long = `DOUBT it is slow\n${fence}js\n${"x".repeat(30_000)}\n${fence}`;
  expect(readRemarks(long)).toEqual([{ message: "it is slow" }]);
  expect(readRemarks(`DOUBT it is slow\n${fence}js\n"\0"\n${fence}`)).toEqual([{ message: "it is slow" }]);
});

test("other words are no doubt, and whatever a model says at most ten are taken", () => {
  expect(readRemarks("NOTHING")).toEqual([]);
  expect(readRemarks('CHECK a.js:1 "never" without a program')).toEqual([]);
  expect(readRemarks("I would say: all is well.\n```js\nDOUBTFUL()\n```")).toEqual([]);
  expect(readRemarks("DOUBT again\n".repeat(50))).toHaveLength(10);
  const hostile = [
    "\n".repeat(1_000_000),
    "- ".repeat(500_000),
    "DOUBT a\n```js\n".repeat(50_000),
    `DOUBT ${"a".repeat(1_000_000)}`,
  ];
  for (const text of hostile)
    for (const { message } of readRemarks(text)) expect(message.length).toBeLessThan(301);
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("DOUBT ", "CHECK ", "a.js:3 ", "why", "\n", "```js\n", "\n```", "`", "…")),
      (parts) => {
        const remarks = readRemarks(parts.join(""));
        expect(remarks.length).toBeLessThanOrEqual(10);
        for (const { message } of remarks) expect(message).not.toBe("");
      },
    ),
  );
});
