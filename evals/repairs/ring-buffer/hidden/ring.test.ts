import test from "node:test";
import assert from "node:assert/strict";
import { Ring } from "../src/ring.ts";

test("it is the end of a list, whatever is pushed", () => {
  for (let capacity = 1; capacity < 6; capacity += 1) {
    const ring = new Ring<number>(capacity);
    const all: number[] = [];
    for (let n = 0; n < 25; n += 1) {
      ring.push(n * 3);
      all.push(n * 3);
      assert.deepEqual(ring.values(), all.slice(-capacity));
    }
  }
});
