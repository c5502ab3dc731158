import assert from "node:assert/strict";
import { test } from "node:test";
import { itemsOf, pageCount, pageWindow } from "../lib/pages.js";

test("every window", () => {
  for (let count = 1; count < 14; count++)
    for (let size = 1; size < 9; size++)
      for (let current = -1; current < count + 3; current++) {
        const here = Math.min(Math.max(current, 1), count);
        const width = Math.min(size, count);
        let first = here - Math.floor((width - 1) / 2);
        while (first < 1) first += 1;
        while (first + width - 1 > count) first -= 1;
        const expected = Array.from({ length: width }, (_, i) => first + i);
        assert.deepEqual(pageWindow(current, count, size), expected, `${current} of ${count}, ${size}`);
      }
});
test("counts", () => {
  for (const [items, perPage, count] of [[0, 10, 1], [1, 10, 1], [10, 10, 1], [11, 10, 2], [100, 7, 15]]) assert.equal(pageCount(items, perPage), count);
  for (const bad of [0, -1, Number.NaN]) assert.throws(() => pageCount(5, bad), RangeError);
});
test("items", () => {
  assert.deepEqual(itemsOf(1, 21, 10), [0, 10]);
  assert.deepEqual(itemsOf(2, 21, 10), [10, 20]);
  assert.deepEqual(itemsOf(9, 21, 10), [20, 21]);
  assert.deepEqual(itemsOf(0, 21, 10), [0, 10]);
  assert.deepEqual(itemsOf(1, 0, 10), [0, 0]);
});
