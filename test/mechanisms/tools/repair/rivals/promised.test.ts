/** Rivals are held against what the words at a function promise, on the probes that there are. */
import { expect, test } from "vitest";
import { promisesIn } from "../../../../../src/words/promises.ts";
import type { Answer } from "../../../../../src/mechanisms/tools/repair/rivals/decide.ts";
import { breachCost, keptBy } from "../../../../../src/mechanisms/tools/repair/rivals/promised.ts";

const said = (...texts: readonly string[]): Answer[] =>
  texts.map((text) =>
    text === "!" ? { kind: "raised", text: "" } : { kind: text === "undefined" ? text : "number", text },
  );
const probe = (own: boolean, ...given: (string | readonly number[])[]) => ({
  code: `f(${given.map((one) => JSON.stringify(one)).join(", ")})`,
  own,
  given,
});
const promised = (words: string, ...names: string[]) => new Map([["f", promisesIn(words, names)]]);

test("a rival pays for each sentence that it breaks, and a stated answer that it gives is one more call", () => {
  const probes = [probe(true, [3, 1]), probe(false, []), probe(false, [2, 2])];
  const words = promised("The largest number, never negative; 0 for an empty list.", "xs");
  const [keeps, raises, below] = keptBy(
    [said("3", "0", "2"), said("3", "!", "2"), said("3", "0", "-2")],
    probes,
    words,
  );
  expect(keeps).toEqual({ breaches: [], upheld: [1] });
  expect(raises?.breaches.map(({ probe: at }) => at)).toEqual([1]);
  expect(below?.breaches.map(({ probe: at }) => at)).toEqual([2]);
  expect(breachCost(keeps)).toBe(0);
  expect(breachCost(raises)).toBeGreaterThan(2);
});

test("what the tests' own calls break was misread", () => {
  const probes = [probe(true, [3, 1]), probe(true, []), probe(false, [-1])];
  const rivals = [said("3", "-1", "-1")];
  expect(keptBy(rivals, probes, promised("The largest; 0 for an empty list; never negative.", "xs"))).toEqual(
    [{ breaches: [], upheld: [] }],
  );
});

test("two calls that are the same by the words must come to the same", () => {
  const probes = [probe(true, "aB"), probe(false, "AB"), probe(false, "x")];
  const rivals = [said("1", "1", "0"), said("1", "2", "0"), said("1", "!", "0")];
  const all = keptBy(rivals, probes, promised("How many there are, ignoring case.", "text"));
  expect(all.map(({ breaches }) => breaches.length)).toEqual([0, 1, 0]);
});
