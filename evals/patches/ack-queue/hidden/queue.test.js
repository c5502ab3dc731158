import assert from "node:assert/strict";
import { test } from "node:test";
import { Queue } from "../lib/queue.js";
import { work } from "../lib/worker.js";

let seed = 31415;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const pick = (list) => list[next(list.length)];

/** One list of all messages that ever were, in the order in which they were sent, each with what is the matter with it. */
class Plain {
  all = [];
  deaths = 0;
  constructor({ patience = 30, attempts = 3 } = {}) {
    Object.assign(this, { patience, attempts });
  }
  settle(now) {
    const over = this.all.filter(({ state, until }) => state === "flying" && until <= now);
    for (const message of over.sort((one, other) => one.until - other.until)) this.back(message, message.until);
  }
  back(message, from) {
    message.state = message.attempt < this.attempts ? "waiting" : "dead";
    message.from = from;
    message.died = this.deaths++;
  }
  send(body, { now, delay = 0, group = null }) {
    this.all.push({ id: this.all.length + 1, body, group, attempt: 0, state: "waiting", from: now + delay });
    return this.all.length;
  }
  receive(now) {
    this.settle(now);
    const live = this.all.filter(({ state }) => state === "waiting" || state === "flying");
    const message = live.find((each, at) => {
      const isFirst = each.group === null || !live.slice(0, at).some(({ group }) => group === each.group);
      return each.state === "waiting" && each.from <= now && isFirst;
    });
    if (message === undefined) return null;
    message.state = "flying";
    message.attempt += 1;
    message.until = now + this.patience;
    return { id: message.id, body: message.body, attempt: message.attempt };
  }
  find(own, now) {
    this.settle(now);
    return this.all.find(({ id, attempt, state }) => id === own.id && attempt === own.attempt && state === "flying");
  }
  ack(own, now) {
    const message = this.find(own, now);
    if (message !== undefined) message.state = "done";
    return message !== undefined;
  }
  nack(own, now, delay = 0) {
    const message = this.find(own, now);
    if (message !== undefined) this.back(message, now + delay);
    return message !== undefined;
  }
  extend(own, now, time) {
    const message = this.find(own, now);
    if (message !== undefined) message.until = now + time;
    return message !== undefined;
  }
  counts(now) {
    this.settle(now);
    const of = (name) => this.all.filter(({ state }) => state === name).length;
    return { waiting: of("waiting"), flying: of("flying"), dead: of("dead") };
  }
  deadLetters(now) {
    this.settle(now);
    return this.all.filter(({ state }) => state === "dead").sort((one, other) => one.died - other.died).map(({ id, body }) => ({ id, body }));
  }
}
function history(options, groups, steps) {
  const queue = new Queue(options);
  const plain = new Plain(options);
  const receipts = [];
  let now = 0;
  for (let i = 0; i < steps; i++) {
    now += pick([0, 1, 1, 3, 7, 12]);
    const what = next(10);
    const own = receipts.length > 0 ? (next(4) > 0 ? receipts.at(-1 - next(Math.min(4, receipts.length))) : pick(receipts)) : { receipt: "9.9", id: 9, attempt: 9 };
    if (what < 3) {
      const settings = { now, delay: pick([0, 0, 0, 5, 20]), group: pick(groups) };
      if (settings.group === undefined) delete settings.group;
      assert.equal(queue.send(`m${i}`, settings), plain.send(`m${i}`, settings));
    } else if (what < 7) {
      const given = queue.receive(now);
      const expected = plain.receive(now);
      if (expected === null) assert.equal(given, null);
      else {
        assert.deepEqual(given, { ...expected, receipt: given?.receipt });
        assert.ok(receipts.every(({ receipt }) => receipt !== given.receipt));
        receipts.push(given);
      }
    } else if (what < 8) {
      assert.equal(queue.ack(own.receipt, now), plain.ack(own, now));
    } else if (what < 9) {
      const delay = pick([0, 0, 2, 15]);
      assert.equal(queue.nack(own.receipt, now, delay), plain.nack(own, now, delay));
    } else {
      const time = pick([1, 10, 25]);
      assert.equal(queue.extend(own.receipt, now, time), plain.extend(own, now, time));
    }
    if (next(3) === 0) {
      assert.deepEqual(queue.counts(now), plain.counts(now));
      assert.deepEqual(queue.deadLetters(now), plain.deadLetters(now));
    }
  }
}
test("agrees with one list of all messages", () => {
  for (let round = 0; round < 300; round++) history({ patience: pick([5, 10, 30]), attempts: 1 + next(4) }, [undefined], 50);
});
test("agrees in groups", () => {
  for (let round = 0; round < 300; round++) history({ patience: pick([5, 10, 30]), attempts: 1 + next(4) }, [undefined, null, "a", "a", "b"], 50);
});
test("agrees as it is unless told otherwise", () => {
  for (let round = 0; round < 60; round++) history(undefined, ["a", null], 60);
});
test("what is given back keeps its place", () => {
  const queue = new Queue();
  for (const body of "abc") queue.send(body, { now: 0 });
  const [a, b] = [queue.receive(0), queue.receive(0)];
  queue.nack(b.receipt, 1);
  queue.nack(a.receipt, 2);
  assert.deepEqual([3, 3, 3].map((now) => queue.receive(now).body), ["a", "b", "c"]);
});
test("several that come back at once keep their places", () => {
  const queue = new Queue({ patience: 10 });
  for (const body of "abcd") queue.send(body, { now: 0 });
  const a = queue.receive(0);
  queue.receive(0);
  queue.receive(1);
  queue.nack(a.receipt, 2);
  assert.deepEqual([20, 20, 20, 20].map((now) => queue.receive(now).body), ["a", "b", "c", "d"]);
});
test("a message that had to wait keeps its place", () => {
  const queue = new Queue();
  queue.send("a", { now: 0, delay: 9 });
  queue.send("b", { now: 0 });
  queue.send("c", { now: 1 });
  assert.equal(queue.receive(10).body, "a");
  queue.nack(queue.receive(10).receipt, 11, 5);
  assert.equal(queue.receive(16).body, "b");
});
test("a message of a group that waits holds up the later ones", () => {
  const queue = new Queue();
  queue.send("a1", { now: 0, delay: 5, group: "a" });
  queue.send("a2", { now: 0, group: "a" });
  queue.send("x", { now: 0 });
  assert.equal(queue.receive(1).body, "x");
  assert.equal(queue.receive(1), null);
  queue.nack(queue.receive(5).receipt, 6, 10);
  assert.equal(queue.receive(7), null);
  assert.equal(queue.receive(16).body, "a1");
});
test("a worker, while time goes on", async () => {
  let now = 0;
  const queue = new Queue({ patience: 10, attempts: 2 });
  for (const [body, delay] of [["quick", 0], ["slow", 0], ["bad", 0], ["later", 500]]) queue.send(body, { now, delay });
  const seen = [];
  const handle = async (body, attempt) => {
    await null;
    seen.push(`${body} ${attempt}`);
    now += body === "slow" ? 10 : 1;
    if (body === "bad") throw new Error(body);
  };
  assert.deepEqual(await work(queue, handle, { clock: () => now }), { done: 1, failed: 2, late: 2 });
  assert.deepEqual(seen, ["quick 1", "slow 1", "slow 2", "bad 1", "bad 2"]);
  assert.deepEqual(queue.deadLetters(now), [{ id: 2, body: "slow" }, { id: 3, body: "bad" }]);
  assert.deepEqual(queue.counts(now), { waiting: 1, flying: 0, dead: 2 });
});
test("a worker gives back with a pause", async () => {
  const queue = new Queue({ attempts: 3 });
  queue.send("a", { now: 0 });
  const fail = () => {
    throw new Error("at once");
  };
  assert.deepEqual(await work(queue, fail, { clock: () => 0, pause: 4 }), { done: 0, failed: 1, late: 0 });
  assert.deepEqual(await work(queue, fail, { clock: () => 3, pause: 4 }), { done: 0, failed: 0, late: 0 });
  assert.deepEqual(await work(queue, fail, { clock: () => 4, pause: 4 }), { done: 0, failed: 1, late: 0 });
  assert.equal(queue.receive(11), null);
  assert.equal(queue.receive(12).attempt, 3);
});
