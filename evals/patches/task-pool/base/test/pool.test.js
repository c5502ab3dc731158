import assert from "node:assert/strict";
import { test } from "node:test";
import { filterAll, mapAll, runAll } from "../lib/pool.js";

const turns = async (count) => {
  for (let i = 0; i < count; i++) await undefined;
};

test("nothing to do gives nothing", async () => assert.deepEqual(await runAll([]), []));
test("gives the results", async () => {
  assert.deepEqual(await runAll([async () => "a", () => "b", async () => "c"]), ["a", "b", "c"]);
});
test("results are in the order of the tasks", async () => {
  const slow = async () => {
    await turns(20);
    return "slow";
  };
  assert.deepEqual(await runAll([slow, async () => "fast", async () => "faster"], { limit: 3 }), ["slow", "fast", "faster"]);
});
test("no more than the limit run at a time", async () => {
  let running = 0;
  let most = 0;
  const task = async () => {
    running += 1;
    most = Math.max(most, running);
    await turns(3);
    running -= 1;
  };
  await runAll(Array.from({ length: 9 }, () => task), { limit: 2 });
  assert.equal(most, 2);
});
test("tells its progress", async () => {
  const told = [];
  await runAll([() => 1, () => 2, () => 3], { limit: 1, onProgress: (...progress) => told.push(progress) });
  assert.deepEqual(told, [[1, 3], [2, 3], [3, 3]]);
});
test("a failure is thrown and nothing is started after it", async () => {
  const started = [];
  const task = (name, fails) => async () => {
    started.push(name);
    await turns(1);
    if (fails) throw new Error(`${name} failed`);
  };
  await assert.rejects(runAll([task("a"), task("b", true), task("c"), task("d")], { limit: 1 }), /b failed/);
  assert.deepEqual(started, ["a", "b"]);
});
test("maps with the index", async () => {
  assert.deepEqual(await mapAll(["a", "b"], async (item, index) => item + index, { limit: 1 }), ["a0", "b1"]);
});
test("filters by what takes different times", async () => {
  const isEven = async (n) => {
    await turns(10 - n);
    return n % 2 === 0;
  };
  assert.deepEqual(await filterAll([1, 2, 3, 4, 5], isEven, { limit: 5 }), [2, 4]);
});
test("a limit is a whole number above zero", async () => {
  for (const limit of [0, -1, 1.5, NaN]) await assert.rejects(runAll([], { limit }), RangeError);
});
