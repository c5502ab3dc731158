import test from "node:test";
import assert from "node:assert/strict";
import { Queue } from "../src/queue.js";

const soon = (value) => new Promise((resolve) => setImmediate(resolve, value));

test("results come back to who asked", async () => {
  const queue = new Queue(2);
  assert.deepEqual(await Promise.all([1, 2, 3].map((n) => queue.add(() => soon(n * 2)))), [2, 4, 6]);
});
test("no more run than there are places", async () => {
  const queue = new Queue(1);
  let most = 0;
  const job = async () => {
    most = Math.max(most, queue.running);
    await soon();
  };
  await Promise.all([queue.add(job), queue.add(job), queue.add(job)]);
  assert.equal(most, 1);
});
test("a failing job does not hold the others up", { timeout: 2000 }, async () => {
  const queue = new Queue(1);
  const bad = queue.add(() => Promise.reject(new Error("no")));
  const good = queue.add(() => soon("yes"));
  await assert.rejects(bad, /no/);
  assert.equal(await good, "yes");
});
