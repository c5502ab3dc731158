import test from "node:test";
import assert from "node:assert/strict";
import { Ring } from "../src/ring.ts";

const filled = (capacity: number, count: number): Ring<number> => {
  const ring = new Ring<number>(capacity);
  for (let n = 1; n <= count; n += 1) ring.push(n);
  return ring;
};
test("before it is full all values are there", () => assert.deepEqual(filled(3, 2).values(), [1, 2]));
test("a full one keeps the last", () => assert.deepEqual(filled(3, 4).values(), [2, 3, 4]));
test("twice around", () => assert.deepEqual(filled(2, 7).values(), [6, 7]));
test("its size ends at its capacity", () => assert.equal(filled(3, 9).size, 3));
