/** What a model reads of an outcome. */
import { expect, test } from "vitest";
import { renderOutcome } from "../../../src/interface/feedback/render.ts";
import { trim } from "../../../src/interface/feedback/trim.ts";

const quiet = { output: "", milliseconds: 1 } as const;

test("a program's status and exit come first, then its output and what it changed", () => {
  const text = renderOutcome({
    ...quiet,
    status: "error",
    exit: 2,
    output: "no\n",
    changed: ["a.js", "b.js"],
    ignored: 3,
  });
  expect(text).toBe(
    "error (exit 2)\noutput:\nno\nchanged: a.js, b.js\n3 paths that git ignores were written through",
  );
});

test("of a cell that came to no end it is told what it had declared", () => {
  const declared = ["one", "two"];
  expect(renderOutcome({ ...quiet, status: "error", declared })).toBe(
    "error\ndeclared before that: one, two",
  );
  expect(renderOutcome({ ...quiet, status: "ok", declared })).toBe("ok");
});

test("a value is the last line, whole below the limit", () => {
  const value = JSON.stringify("x".repeat(10_000));
  expect(
    renderOutcome({ ...quiet, status: "ok", value })
      .split("\n")
      .at(-1),
  ).toBe(`value: ${value}`);
});

test("problems of a refused cell are mistakes, and those of one that ran are warnings", () => {
  const problem = { line: 2, column: 5, code: "TS2304", message: "Cannot find name 'x'." };
  expect(renderOutcome({ ...quiet, status: "refused", problems: [problem] })).toBe(
    "refused\n2:5 TS2304 Cannot find name 'x'.",
  );
  expect(renderOutcome({ ...quiet, status: "ok", problems: [problem] })).toContain("warning 2:5");
});

test("long output keeps its head and its tail and counts the rest", () => {
  const text = trim(`${"a".repeat(100)}${"b".repeat(100)}`, 20);
  expect(text).toBe(`${"a".repeat(10)}\n… 180 characters left out …\n${"b".repeat(10)}`);
  expect(trim("short", 20)).toBe("short");
});

test("what is left out can be asked for by the cell's name", () => {
  const text = renderOutcome(
    { ...quiet, status: "ok", output: "x".repeat(100) },
    { output: 10, value: 10 },
    "c3",
  );
  expect(text).toContain('… 90 characters left out; all of it: await recall("c3") …');
});

test("a diff follows the changed paths", () => {
  const outcome = { ...quiet, status: "ok", changed: ["a"], diff: "--- a\n@@ 1 @@\n-1\n+2" } as const;
  expect(renderOutcome(outcome)).toBe("ok\nchanged: a\n--- a\n@@ 1 @@\n-1\n+2");
});
