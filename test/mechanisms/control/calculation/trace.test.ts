import { assert, integer, property } from "fast-check";
import { expect, test } from "vitest";
import { trace } from "../../../../src/mechanisms/control/calculation/trace.ts";

const gave = (value: string, cell = "c1"): readonly { cell: string; value: string; output: string }[] => [
  { cell, value, output: "" },
];

test.each([
  ["She makes $18 every day.", "18"],
  ["The answer is 70,000.", "70000"],
  ["About 3.14, I think.", "3.14159265"],
  ["It is 25%.", "0.25"],
  ["It comes to 25 %.", "25"],
  ["−5 degrees", "-5"],
  ["The sum is 12345678901234567890.", "12345678901234567890n"],
  ["Together 7.", '{"total":7,"parts":[3,4]}'],
])("%s cites the cell that gave %s", (answer, value) => {
  const { numbers, contradiction } = trace(answer, "", gave(value));
  expect(numbers).toMatchObject([{ cell: "c1" }]);
  expect(contradiction).toBeUndefined();
});

test.each([
  ["The answer is 20.", "18", "", "20 is stated, which no execution gave; c1 gave 18"],
  ["So it is 16.", "18", "16 eggs", "16 is stated, which no execution gave; c1 gave 18"],
  ["She makes 18 (c1) and sells 9 [c1].", "18", "", "9 is said to be from c1, which gave 18"],
  ["It is 18 (c7).", "18", "", "18 is said to be from c7, which gave nothing"],
  ["3.15 it is", "3.14159", "", "3.15 is stated, which no execution gave; c1 gave 3.14159"],
])("%s contradicts a run that gave %s", (answer, value, given, why) => {
  expect(trace(answer, given, gave(value)).contradiction).toBe(why);
});

test.each([
  ["what is no result of a calculation", "It uses Node 24 and has 3 folders.", '"text"', ""],
  ["what the task has said", "97 is prime.", "96", "Is 97 prime?"],
  ["lines of a list", "1. one\n2. two", "18", ""],
  ["code", "```js\nconst a = 99\n```", "18", ""],
  ["versions, dates and paths", "v1.2.3 of 2026-11-28, src/a2/b3.ts:17", "18", ""],
  ["more besides the result", "18, after 4 steps", "18", ""],
])("%s is not flagged", (_name, answer, value, given) => {
  expect(trace(answer, given, gave(value)).contradiction).toBeUndefined();
});

test("the last line of a program is its result, and a later cell goes before an earlier one", () => {
  const sources = [
    { cell: "c1", output: "checked 3 rows\ntotal 42\n" },
    { cell: "c2", output: "", value: "42" },
  ];
  expect(trace("42", "", sources.slice(0, 1)).numbers).toEqual([{ text: "42", cell: "c1" }]);
  expect(trace("42", "", sources).numbers).toEqual([{ text: "42", cell: "c2" }]);
  expect(trace("The total is 41", "", sources.slice(0, 1)).contradiction).toContain("c1 gave 42");
});

test("a whole number that is stated is the one that was given, or it is flagged", () => {
  assert(
    property(integer(), integer(), (told, given) => {
      const { contradiction } = trace(`The answer is ${told}.`, "", gave(String(given)));
      expect(contradiction === undefined).toBe(told === given);
    }),
  );
});
