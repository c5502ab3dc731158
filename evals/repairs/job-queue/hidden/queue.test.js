import test from "node:test";
import assert from "node:assert/strict";
import { Queue } from "../src/queue.js";

test("after many failures all places are free", async () => {
  const queue = new Queue(3);
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, n) => queue.add(() => (n % 2 ? Promise.reject(new Error(String(n))) : Promise.resolve(n)))),
  );
  assert.equal(results.filter(({ status }) => status === "rejected").length, 10);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(queue.running, 0);
});
test("a job that throws at once is a rejection", async () => {
  const queue = new Queue(1);
  await assert.rejects(queue.add(() => { throw new TypeError("at once"); }), TypeError);
  assert.equal(await queue.add(() => 7), 7);
});
