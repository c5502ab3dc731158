import assert from "node:assert/strict";
import { test } from "node:test";
import { Clock } from "../lib/clock.js";

test("a timer runs when its time has come", () => {
  const clock = new Clock();
  const heard = [];
  clock.setTimeout(() => heard.push(clock.now), 50);
  clock.advance(49);
  assert.deepEqual(heard, []);
  clock.advance(1);
  assert.deepEqual(heard, [50]);
  clock.advance(100);
  assert.deepEqual(heard, [50]);
  assert.equal(clock.now, 150);
});
test("earlier timers run first, and of the same time the one that was set first", () => {
  const clock = new Clock();
  const heard = [];
  for (const [name, delay] of [["c", 30], ["a", 10], ["b", 20], ["a2", 10]]) clock.setTimeout(() => heard.push(name), delay);
  clock.advance(30);
  assert.deepEqual(heard, ["a", "a2", "b", "c"]);
});
test("a cleared timer does not run", () => {
  const clock = new Clock();
  const id = clock.setTimeout(() => assert.fail(), 5);
  assert.equal(clock.pending, 1);
  assert.equal(clock.clear(id), true);
  assert.equal(clock.clear(id), false);
  clock.advance(10);
});
test("an interval runs every time", () => {
  const clock = new Clock();
  const heard = [];
  const id = clock.setInterval(() => heard.push(clock.now), 10);
  clock.advance(10);
  clock.advance(10);
  clock.clear(id);
  clock.advance(50);
  assert.deepEqual(heard, [10, 20]);
});
test("an interval runs several times in one go", () => {
  const clock = new Clock();
  const heard = [];
  clock.setInterval(() => heard.push(clock.now), 10);
  clock.advance(35);
  assert.deepEqual(heard, [10, 20, 30]);
  assert.equal(clock.now, 35);
});
test("a timer that a timer sets runs when it is due", () => {
  const clock = new Clock();
  const heard = [];
  clock.setTimeout(() => {
    heard.push(`first ${clock.now}`);
    clock.setTimeout(() => heard.push(`second ${clock.now}`), 5);
  }, 10);
  clock.advance(20);
  assert.deepEqual(heard, ["first 10", "second 15"]);
});
test("goes on to the next timer", () => {
  const clock = new Clock();
  const heard = [];
  clock.setTimeout(() => heard.push("b"), 20);
  clock.setTimeout(() => heard.push("a"), 10);
  assert.equal(clock.runNext(), true);
  assert.deepEqual([heard, clock.now], [["a"], 10]);
  assert.equal(clock.runNext(), true);
  assert.equal(clock.runNext(), false);
});
test("time does not go back, and intervals take time", () => {
  assert.throws(() => new Clock().advance(-1), RangeError);
  assert.throws(() => new Clock().setInterval(() => {}, 0), RangeError);
});
