/** What a second model says of a change is read as doubts, some with programs that tell whether they are right. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { readDoubts } from "../../../../src/mechanisms/control/verification/review.ts";

const fence = "```";

test("a doubt has words, and a place and a program where they are given", () => {
  const reply = [
    'DOUBT src/sum.js:12 "0 for none": an empty list throws',
    `${fence}js`,
    'import assert from "node:assert";',
    "assert.ok(true);",
    fence,
    "",
    "DOUBT the README's order of ties may be lost",
    `- DOUBT ties.py:3 "the first of equals"`,
    "",
    `${fence}python`,
    "assert True",
    fence,
  ].join("\n");
  expect(readDoubts(reply)).toEqual([
    {
      message: '"0 for none": an empty list throws',
      location: { file: "src/sum.js", line: 12 },
      trying: { language: "javascript", code: 'import assert from "node:assert";\nassert.ok(true);' },
    },
    { message: "the README's order of ties may be lost" },
    {
      message: '"the first of equals"',
      location: { file: "ties.py", line: 3 },
      trying: { language: "python", code: "assert True" },
    },
  ]);
});

test("a program in another language, and one that cannot be handed over, leave words", () => {
  expect(readDoubts(`DOUBT a.go:1 it panics\n${fence}go\npanic()\n${fence}`)).toEqual([
    { message: "it panics", location: { file: "a.go", line: 1 } },
  ]);
  const long = `DOUBT it is slow\n${fence}js\n${"x".repeat(30_000)}\n${fence}`;
  expect(readDoubts(long)).toEqual([{ message: "it is slow" }]);
  expect(readDoubts(`DOUBT it is slow\n${fence}js\n"\0"\n${fence}`)).toEqual([{ message: "it is slow" }]);
});

test("other words are no doubt, and whatever a model says at most eight are taken", () => {
  expect(readDoubts("NO DOUBT")).toEqual([]);
  expect(readDoubts("I would say: all is well.\n```js\nDOUBTFUL()\n```")).toEqual([]);
  expect(readDoubts("DOUBT again\n".repeat(50))).toHaveLength(8);
  const hostile = [
    "\n".repeat(1_000_000),
    "- ".repeat(500_000),
    "DOUBT a\n```js\n".repeat(50_000),
    `DOUBT ${"a".repeat(1_000_000)}`,
  ];
  for (const text of hostile)
    for (const { message } of readDoubts(text)) expect(message.length).toBeLessThan(301);
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("DOUBT ", "a.js:3 ", "why", "\n", "```js\n", "\n```", "`", "…")),
      (parts) => {
        const doubts = readDoubts(parts.join(""));
        expect(doubts.length).toBeLessThanOrEqual(8);
        for (const { message } of doubts) expect(message).not.toBe("");
      },
    ),
  );
});
