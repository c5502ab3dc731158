/** What a program's own words say against a rival. */
import { expect, test } from "vitest";
import type { Answer } from "../../../../../src/mechanisms/tools/repair/rivals/decide.ts";
import {
  exampleCosts,
  examplePairs,
  relationCosts,
} from "../../../../../src/mechanisms/tools/repair/rivals/evidence.ts";

const said = (...texts: readonly string[]): Answer[] =>
  texts.map((text) => (text === "!" ? { kind: "raised", text: "" } : { kind: "list", text }));
const probes = [
  { code: "f([2, 1])", own: true, given: [[2, 1]] },
  { code: "f([3, 1, 2])", own: false, given: [[3, 1, 2]] },
  { code: "f([])", own: false, given: [[]] },
];

test("a relation counts that the tests' own calls show, and more when the words name it", () => {
  const rivals = [said("[1,2]", "[1,2,3]", "[]"), said("[1,2]", "[1,3,2]", "[]"), said("[1,2]", "!", "!")];
  const [sorted = 0, unsorted = 0, raises = 0] = relationCosts(rivals, probes, "Returns the list sorted.");
  expect(sorted).toBe(0);
  expect(raises).toBe(0);
  expect(unsorted).toBeGreaterThan(0);
  expect(relationCosts(rivals, probes, "Returns a list.")[1]).toBeLessThan(unsorted);
});

test("what the tests' own calls break is no relation of this function", () => {
  const rivals = [said("[2,1]", "[3,2,1]", "[]"), said("[2,1]", "[2,1,3]", "[]")];
  const costs = relationCosts(rivals, probes, "Sorts in ascending order.");
  expect(costs[0]).toBe(0);
});

test("a rival pays that minds the order of items where the words only count them", () => {
  const calls = [
    { code: "f([2, 1])", own: true, given: [[2, 1]] },
    { code: "f([1, 2])", own: false, given: [[1, 2]] },
  ];
  const rivals = [said("2", "2"), said("2", "1")];
  expect(relationCosts(rivals, calls, "How many there are.")).toEqual([0, 2]);
  expect(relationCosts(rivals, calls, "Whatever is first.")).toEqual([0, 0]);
});

test("a rival that contradicts an example which another upholds pays; an example that none upholds says nothing", () => {
  expect(examplePairs([{ name: "f", call: "f(1)", expected: "[2]" }]).map(({ code }) => code)).toEqual([
    "f(1)",
    "[2]",
  ]);
  const [upholds, contradicts] = exampleCosts([said("[2]", "[2]", "7", "8"), said("[3]", "[2]", "9", "8")]);
  expect(upholds).toBe(0);
  expect(contradicts).toBeGreaterThan(0);
});
