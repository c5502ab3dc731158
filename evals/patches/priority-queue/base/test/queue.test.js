import assert from "node:assert/strict";
import { test } from "node:test";
import { Queue } from "../lib/queue.js";

const drain = (values) => {
  const queue = new Queue();
  for (const value of values) queue.push(value);
  return values.map(() => queue.pop());
};

test("two", () => assert.deepEqual(drain([2, 1]), [1, 2]));
test("already sorted", () => assert.deepEqual(drain([1, 2]), [1, 2]));
test("four", () => assert.deepEqual(drain([1, 3, 2, 4]), [1, 2, 3, 4]));
test("empty", () => assert.equal(new Queue().pop(), undefined));
test("peek", () => {
  const queue = new Queue();
  queue.push(3);
  queue.push(1);
  assert.equal(queue.peek(), 1);
  assert.equal(queue.size, 2);
});
