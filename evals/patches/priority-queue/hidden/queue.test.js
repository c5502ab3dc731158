import assert from "node:assert/strict";
import { test } from "node:test";
import { Queue } from "../lib/queue.js";

let seed = 1;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
test("sorts anything", () => {
  for (let i = 0; i < 300; i++) {
    const values = Array.from({ length: next(20) }, () => next(10));
    const queue = new Queue();
    for (const value of values) queue.push(value);
    assert.deepEqual(values.map(() => queue.pop()), values.toSorted((a, b) => a - b));
    assert.equal(queue.size, 0);
    assert.equal(queue.pop(), undefined);
  }
});
test("pushes and pops mixed", () => {
  const queue = new Queue();
  let model = [];
  for (let i = 0; i < 3000; i++) {
    if (next(2) === 0) {
      const value = next(1000);
      queue.push(value);
      model.push(value);
      model.sort((a, b) => a - b);
    } else assert.equal(queue.pop(), model.shift());
    assert.equal(queue.peek(), model[0]);
    assert.equal(queue.size, model.length);
  }
});
test("alike ones keep their order", () => {
  const queue = new Queue((a, b) => a.p - b.p);
  const items = Array.from({ length: 60 }, (_, i) => ({ p: next(3), i }));
  for (const item of items) queue.push(item);
  assert.deepEqual(items.map(() => queue.pop()), items.toSorted((a, b) => a.p - b.p || a.i - b.i));
});
test("own comparison", () => {
  const queue = new Queue((a, b) => b.localeCompare(a));
  for (const value of ["b", "c", "a", "d"]) queue.push(value);
  assert.deepEqual([1, 2, 3, 4].map(() => queue.pop()), ["d", "c", "b", "a"]);
});
