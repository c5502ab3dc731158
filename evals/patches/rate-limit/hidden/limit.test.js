import assert from "node:assert/strict";
import { test } from "node:test";
import { createLimit } from "../lib/limit.js";

let seed = 5;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
test("agrees with counting over many calls", () => {
  for (const [count, window] of [[1, 10], [2, 10], [3, 25], [5, 7], [4, 100]]) {
    let time = 0;
    const limit = createLimit({ count, window, now: () => time });
    const allowed = [];
    for (let i = 0; i < 800; i++) {
      time += next(6);
      const recent = allowed.filter((t) => time - t < window);
      if (next(3) === 0) assert.equal(limit.left(), count - recent.length);
      const oldest = recent.at(-count);
      if (next(3) === 0) assert.equal(limit.wait(), recent.length < count ? 0 : oldest + window - time);
      const may = recent.length < count;
      assert.equal(limit.allow(), may);
      if (may) allowed.push(time);
    }
  }
});
test("many refused ones in a row", () => {
  let time = 0;
  const limit = createLimit({ count: 2, window: 100, now: () => time });
  limit.allow();
  limit.allow();
  for (; time < 99; time += 3) assert.equal(limit.allow(), false);
  time = 100;
  assert.deepEqual([limit.allow(), limit.allow(), limit.allow()], [true, true, false]);
  assert.equal(limit.wait(), 100);
});
test("after a refusal", () => {
  let time = 0;
  const limit = createLimit({ count: 2, window: 100, now: () => time });
  limit.allow();
  time = 10;
  limit.allow();
  time = 20;
  limit.allow();
  assert.equal(limit.wait(), 80);
  assert.equal(limit.left(), 0);
});
test("edge of the window", () => {
  let time = 0;
  const limit = createLimit({ count: 1, window: 100, now: () => time });
  limit.allow();
  time = 99;
  assert.equal(limit.wait(), 1);
  assert.equal(limit.left(), 0);
  time = 100;
  assert.equal(limit.wait(), 0);
  assert.equal(limit.left(), 1);
});
