import assert from "node:assert/strict";
import { test } from "node:test";
import { createLimit } from "../lib/limit.js";

function open(count, window) {
  const clock = { time: 0 };
  return { clock, limit: createLimit({ count, window, now: () => clock.time }) };
}

test("allows so many", () => {
  const { limit } = open(2, 100);
  assert.deepEqual([limit.allow(), limit.allow(), limit.allow()], [true, true, false]);
});
test("allows again later", () => {
  const { clock, limit } = open(1, 100);
  limit.allow();
  clock.time = 100;
  assert.equal(limit.allow(), true);
});
test("refused calls do not count", () => {
  const { clock, limit } = open(1, 100);
  limit.allow();
  clock.time = 50;
  limit.allow();
  clock.time = 100;
  assert.equal(limit.allow(), true);
});
test("left", () => {
  const { limit } = open(3, 100);
  limit.allow();
  assert.equal(limit.left(), 2);
});
