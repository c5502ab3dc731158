/** Which of several passing changes is believed. */
import { expect, test } from "vitest";
import { decide, type Answer, type Rival } from "../../../../../src/mechanisms/tools/repair/rivals/decide.ts";

const said = (...texts: readonly string[]): Answer[] =>
  texts.map((text) => (text === "!" ? { kind: "raised", text: "" } : { kind: "number", text }));
const rival = (rank: number, ...texts: readonly string[]): Rival => ({ rank, answers: said(...texts) });
/** The first probe is a call of the tests. */
const asked = { own: [true, false, false, false] };
const before = said("0", "0", "0", "0");

test("changes that do the same count together, against a likelier one that does something else", () => {
  const verdict = decide(
    [rival(-2, "1", "9", "9", "9"), rival(-2.4, "1", "2", "3", "4"), rival(-2.5, "1", "2", "3", "4")],
    before,
    asked,
  );
  expect(verdict.best).toBe(1);
  expect(verdict.agreed).toBeGreaterThan(0.5);
});

test("equals that differ share the belief, and the call that splits them is told", () => {
  const { agreed, dispute } = decide(
    [rival(-2, "1", "2", "3", "4"), rival(-2, "1", "2", "5", "6"), rival(-2, "1", "2", "7", "8")],
    before,
    asked,
  );
  expect(agreed).toBeLessThan(0.5);
  expect(dispute?.probe).toBe(2);
  expect(dispute?.answers).toHaveLength(2);
});

test("a change that makes calls raise which did not is hardly believed", () => {
  expect(decide([rival(-1, "1", "!", "!", "!"), rival(-3, "1", "2", "3", "4")], before, asked).best).toBe(1);
});

test("calls on which every change raises say nothing", () => {
  const { agreed } = decide([rival(-1, "1", "!", "2", "2"), rival(-1, "1", "!", "2", "2")], before, asked);
  expect(agreed).toBe(1);
});

/** One change that passes these calls, and the belief in it. */
const alone = (rank: number, wanted: readonly string[], unasked = 0): number =>
  decide([rival(rank, ...wanted, "7")], said(...wanted.map(() => "0"), "0"), {
    own: [...wanted.map(() => true), false],
    unasked,
  }).belief;
const calls = (count: number, kinds = count): string[] =>
  Array.from({ length: count }, (_, at) => String(at % kinds));

test("the same change is believed more the more calls the tests make, and a likely one with fewer", () => {
  expect(alone(-6, calls(2))).toBeLessThan(0.5);
  expect(alone(-6, calls(8))).toBeGreaterThan(0.5);
  expect(alone(0, calls(2))).toBeGreaterThan(0.78);
  // Those that could only be heard count as well.
  expect(alone(-3, calls(2), 10)).toBeGreaterThan(alone(-3, calls(2)));
});

test("calls that all want the same tell less than calls that want different things", () => {
  expect(alone(-3, calls(5))).toBeGreaterThan(0.78);
  expect(alone(-3, calls(5, 1))).toBeLessThan(0.78);
});

test("a crowd of likely changes that pass is no reason to believe them", () => {
  const crowd = (count: number): number =>
    decide(
      Array.from({ length: count }, () => rival(0, "1", "2", "3", "4")),
      before,
      asked,
    ).belief;
  expect(crowd(20)).toBeCloseTo(crowd(1));
});

test("one call on which likely changes differ counts, however many they agree on", () => {
  const wide = (last: string): Rival => rival(0, ...Array.from({ length: 40 }, () => "1"), last);
  const verdict = (last: string): number =>
    decide([wide("2"), wide(last)], said(...Array.from({ length: 41 }, () => "0")), {
      own: Array.from({ length: 41 }, (_, at) => at < 3),
    }).belief;
  expect(verdict("3")).toBeLessThan(verdict("2") / 2);
});
