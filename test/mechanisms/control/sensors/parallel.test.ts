/** Lists that go together: what the tests never part is no input when it is parted. */
import { expect, test } from "vitest";
import { partsParallel } from "../../../../src/mechanisms/control/sensors/parallel.ts";
import type { Answer, Pair } from "../../../../src/mechanisms/control/sensors/probing.ts";

const pair = (input: string, turn = 0): Pair => {
  const answer: Answer = {
    call: 0,
    turn,
    name: "dot",
    input,
    outcome: ["value", "1"],
    relations: {},
    touched: false,
  };
  return { before: answer, after: answer };
};

test("lists of which all tests pass as many of one as of the other go together", () => {
  const parts = partsParallel([
    pair("[[1, 2], [3, (4, 5)]]"),
    pair("[[], []]"),
    pair("[ [ 'a, b' ], [ { c: 1, d: 2 } ] ]"),
  ]);
  expect(parts(pair("[[1, 2], [2]]", 1))).toBe(true);
  expect(parts(pair("[[7], [2,]]", 1))).toBe(false);
});

test("lists of one length in all tests, and lists beside numbers, say nothing", () => {
  expect(partsParallel([pair("[[1, 2], [3, 4]]"), pair("[[5, 6], [7, 8]]")])(pair("[[1], [2, 3]]", 1))).toBe(
    false,
  );
  expect(partsParallel([pair("[[1, 2], 2]"), pair("[[5], 1]")])(pair("[[1], 2]", 1))).toBe(false);
});
