import assert from "node:assert/strict";
import { test } from "node:test";
import { covered, gaps, merge } from "../lib/intervals.js";

let seed = 3;
const next = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
const cases = Array.from({ length: 300 }, () => Array.from({ length: next(6) }, () => [next(20), next(20)]));
const cells = (list) => Array.from({ length: 20 }, (_, x) => list.some(([from, to]) => from <= x && x < to));

test("covers the same cells", () => {
  for (const list of cases) {
    assert.deepEqual(cells(merge(list)), cells(list), JSON.stringify(list));
    assert.equal(covered(list), cells(list).filter(Boolean).length);
  }
});
test("is sorted and apart", () => {
  for (const list of cases) {
    const merged = merge(list);
    for (let i = 1; i < merged.length; i++) assert.ok(merged[i - 1][1] < merged[i][0]);
    for (const [from, to] of merged) assert.ok(from < to);
  }
});
test("gaps are the rest", () => {
  for (const list of cases) {
    const free = cells(gaps(list, 4, 15));
    cells(list).forEach((taken, x) => assert.equal(free[x], x >= 4 && x < 15 && !taken, JSON.stringify(list)));
  }
});
test("touching are joined", () => assert.deepEqual(merge([[1, 2], [2, 3]]), [[1, 3]]));
test("what was given stays", () => {
  const given = [[5, 9], [1, 6], [2, 3]];
  merge(given);
  assert.deepEqual(given, [[5, 9], [1, 6], [2, 3]]);
});
