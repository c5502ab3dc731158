import assert from "node:assert/strict";
import { test } from "node:test";
import { Queue } from "../lib/queue.js";
import { work } from "../lib/worker.js";

function queueOf(bodies, options) {
  const queue = new Queue(options);
  for (const body of bodies) queue.send(body, { now: 0 });
  return queue;
}

test("messages come in order", () => {
  const queue = queueOf(["a", "b"]);
  assert.deepEqual(queue.receive(0), { id: 1, body: "a", attempt: 1, receipt: "1.1" });
  assert.equal(queue.receive(0).body, "b");
  assert.equal(queue.receive(0), null);
});

test("what is acknowledged is gone", () => {
  const queue = queueOf(["a"]);
  const { receipt } = queue.receive(0);
  assert.equal(queue.ack(receipt, 5), true);
  assert.equal(queue.ack(receipt, 5), false);
  assert.equal(queue.receive(100), null);
});

test("what is not acknowledged comes back", () => {
  const queue = queueOf(["a"]);
  queue.receive(0);
  assert.equal(queue.receive(29), null);
  assert.deepEqual(queue.receive(30), { id: 1, body: "a", attempt: 2, receipt: "1.2" });
});

test("what comes back keeps its place", () => {
  const queue = queueOf(["a", "b", "c"]);
  queue.receive(0);
  assert.equal(queue.receive(30).body, "a");
  assert.equal(queue.receive(30).body, "b");
});

test("a receipt is good until its time is over", () => {
  const queue = queueOf(["a"]);
  const first = queue.receive(0);
  assert.equal(queue.ack(first.receipt, 30), false);
  const second = queue.receive(31);
  assert.equal(queue.ack(first.receipt, 32), false);
  assert.equal(queue.ack(second.receipt, 60), true);
});

test("delayed messages wait", () => {
  const queue = new Queue();
  queue.send("a", { now: 0, delay: 10 });
  queue.send("b", { now: 0 });
  assert.equal(queue.receive(9).body, "b");
  assert.equal(queue.receive(9), null);
  assert.equal(queue.receive(10).body, "a");
});

test("what is given back waits for its delay", () => {
  const queue = queueOf(["a"]);
  assert.equal(queue.nack(queue.receive(0).receipt, 1, 4), true);
  assert.equal(queue.receive(4), null);
  assert.equal(queue.receive(5).attempt, 2);
});

test("a longer time", () => {
  const queue = queueOf(["a"]);
  const { receipt } = queue.receive(0);
  assert.equal(queue.extend(receipt, 20, 30), true);
  assert.equal(queue.receive(49), null);
  assert.equal(queue.receive(50).attempt, 2);
  assert.equal(queue.extend(receipt, 51, 30), false);
});

test("dead letters", () => {
  const queue = queueOf(["a", "b"], { attempts: 1 });
  queue.receive(0);
  queue.nack(queue.receive(0).receipt, 5);
  assert.deepEqual(queue.deadLetters(40), [{ id: 2, body: "b" }, { id: 1, body: "a" }]);
  assert.deepEqual(queue.counts(40), { waiting: 0, flying: 0, dead: 2 });
});

test("messages of a group are done one after the other", () => {
  const queue = new Queue();
  queue.send("a1", { now: 0, group: "a" });
  queue.send("a2", { now: 0, group: "a" });
  queue.send("b1", { now: 0, group: "b" });
  const first = queue.receive(0);
  assert.equal(queue.receive(0).body, "b1");
  assert.equal(queue.receive(0), null);
  queue.ack(first.receipt, 1);
  assert.equal(queue.receive(1).body, "a2");
});

test("a worker does what is ready", async () => {
  const seen = [];
  const queue = queueOf(["a", "b"]);
  const told = await work(queue, async (body) => void seen.push(body), { clock: () => 0 });
  assert.deepEqual(seen, ["a", "b"]);
  assert.deepEqual(told, { done: 2, failed: 0, late: 0 });
});

test("a worker gives back what fails", async () => {
  const queue = queueOf(["a"], { attempts: 2 });
  const told = await work(queue, async () => Promise.reject(new Error("no paper")), { clock: () => 0 });
  assert.deepEqual(told, { done: 0, failed: 2, late: 0 });
  assert.deepEqual(queue.deadLetters(0), [{ id: 1, body: "a" }]);
});
