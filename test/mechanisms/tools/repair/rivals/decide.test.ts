/** Which of several passing changes is believed. */
import { expect, test } from "vitest";
import { decide, type Answer, type Rival } from "../../../../../src/mechanisms/tools/repair/rivals/decide.ts";

const said = (...texts: readonly string[]): Answer[] =>
  texts.map((text) => (text === "!" ? { kind: "raised", text: "" } : { kind: "number", text }));
const rival = (rank: number, ...texts: readonly string[]): Rival => ({ rank, answers: said(...texts) });
/** The first probe is a call of the tests. */
const own = [true, false, false, false];
const before = said("0", "0", "0", "0");

test("changes that do the same count together, against a likelier one that does something else", () => {
  const verdict = decide(
    [rival(-2, "1", "9", "9", "9"), rival(-2.4, "1", "2", "3", "4"), rival(-2.5, "1", "2", "3", "4")],
    before,
    own,
  );
  expect(verdict.best).toBe(1);
  expect(verdict.agreed).toBeGreaterThan(0.5);
});

test("equals that differ share the belief, and the call that splits them is told", () => {
  const { agreed, dispute } = decide(
    [rival(-2, "1", "2", "3", "4"), rival(-2, "1", "2", "5", "6"), rival(-2, "1", "2", "7", "8")],
    before,
    own,
  );
  expect(agreed).toBeLessThan(0.5);
  expect(dispute?.probe).toBe(2);
  expect(dispute?.answers).toHaveLength(2);
});

test("a change that makes calls raise which did not is hardly believed", () => {
  expect(decide([rival(-1, "1", "!", "!", "!"), rival(-3, "1", "2", "3", "4")], before, own).best).toBe(1);
});

test("calls on which every change raises say nothing", () => {
  const { agreed } = decide([rival(-1, "1", "!", "2", "2"), rival(-1, "1", "!", "2", "2")], before, own);
  expect(agreed).toBe(1);
});

test("the same change is believed more the more calls the tests make, and a likely one with fewer", () => {
  const alone = (rank: number, calls: number): number =>
    decide(
      [rival(rank, ...Array.from({ length: calls }, () => "1"), "2")],
      said(...Array.from({ length: calls + 1 }, () => "0")),
      [...Array.from({ length: calls }, () => true), false],
    ).share;
  expect(alone(-3, 1)).toBeLessThan(0.5);
  expect(alone(-3, 8)).toBeGreaterThan(0.5);
  expect(alone(0, 1)).toBeGreaterThan(0.5);
});
