import assert from "node:assert/strict";
import { test } from "node:test";
import { split, splitEvenly } from "../lib/split.js";

const sum = (list) => list.reduce((a, b) => a + b, 0);
test("shares add up", () => {
  for (let cents = 0; cents < 300; cents += 7)
    for (const weights of [[1, 1], [1, 2, 3], [5, 0, 2], [0, 0, 1], [3, 3, 3, 1], [10, 1, 1, 1, 1, 1, 1]])
      assert.equal(sum(split(cents, weights)), cents, `${cents} ${weights}`);
});
test("several cents left go to several", () => {
  assert.deepEqual(splitEvenly(101, 3), [34, 34, 33]);
  assert.deepEqual(splitEvenly(5, 7), [1, 1, 1, 1, 1, 0, 0]);
  assert.deepEqual(split(2, [1, 1, 1]), [1, 1, 0]);
});
test("no weight, no cent", () => assert.deepEqual(split(5, [0, 1, 1]), [0, 3, 2]));
test("refusals", () => {
  assert.throws(() => split(1, []), RangeError);
  assert.throws(() => split(1, [2, -1]), RangeError);
  assert.throws(() => splitEvenly(1, 0), RangeError);
});
test("whole shares of each weight", () => assert.deepEqual(split(1000, [5, 3, 2]), [500, 300, 200]));
