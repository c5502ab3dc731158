import { array, assert, constantFrom, property, record, string } from "fast-check";
import { expect, test } from "vitest";
import { planOf, planText, readPlan, type PlanStep } from "../../src/core/plan.ts";

test("a Markdown check list is a plan, whatever stands before its steps", () => {
  expect(readPlan("- [x] read it\n* [>]  write  the test\n\n3. mend it\n[ ] tell\n  - [X] done too")).toEqual(
    [
      { text: "read it", state: "done" },
      { text: "write the test", state: "doing" },
      { text: "mend it", state: "open" },
      { text: "tell", state: "open" },
      { text: "done too", state: "done" },
    ],
  );
  expect(readPlan(" \n")).toEqual([]);
});

test("what is no plan any more is told in words", () => {
  expect(() => readPlan("- a\n".repeat(31))).toThrow("at most 30 steps, not 31");
  expect(() => readPlan("x".repeat(201))).toThrow("at most 200 characters");
});

test("a plan that is written down is read as it was", () => {
  const words = string({ minLength: 1, maxLength: 40 }).map((text) =>
    `a ${text.replaceAll(/\s+/g, " ").trim()}`.trim(),
  );
  const steps = array(
    record({ text: words, state: constantFrom<PlanStep["state"][]>("open", "doing", "done") }),
    { maxLength: 30 },
  );
  assert(
    property(steps, (given) => {
      expect(readPlan(planText(given))).toEqual(given);
    }),
  );
});

test("the plan that was set last holds", () => {
  const set = (text: string) => ({ type: "plan.set" as const, by: "model" as const, steps: readPlan(text) });
  expect(planOf([set("a"), { type: "turn.ended" }, set("b")])).toEqual([{ text: "b", state: "open" }]);
  expect(planOf([])).toEqual([]);
});
