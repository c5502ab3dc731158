import assert from "node:assert/strict";
import { test } from "node:test";
import { Channel } from "../lib/channel.js";
import { merge } from "../lib/merge.js";

let seed = 314;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const settle = () => new Promise((resolve) => setImmediate(resolve));
const values = [undefined, null, 0, "", false, NaN, "x", 7, [1]];

/** One line of everything that was sent, and one of those who want something; looked through after each step. */
function plain(capacity) {
  const line = [];
  const wanting = [];
  let closed = false;
  const look = () => {
    while (line.length > 0 && wanting.length > 0) {
      const sent = line.shift();
      sent.state = true;
      wanting.shift().state = { value: sent.value, done: false };
    }
    for (const sent of line.slice(0, capacity)) sent.state = true;
    if (!closed) return;
    for (const sent of line.filter(({ state }) => state === "waits")) {
      sent.state = false;
      line.splice(line.indexOf(sent), 1);
    }
    for (const want of wanting.splice(0)) want.state = { value: undefined, done: true };
  };
  return {
    send(value) {
      const sent = { value, state: "waits" };
      if (closed) sent.state = false;
      else line.push(sent);
      look();
      return sent;
    },
    receive() {
      const want = { state: "waits" };
      wanting.push(want);
      look();
      return want;
    },
    close() {
      closed = true;
      look();
    },
    size: () => line.filter(({ state }) => state === true).length,
    closed: () => closed,
  };
}

test("agrees with a line of what was sent", async () => {
  for (let round = 0; round < 200; round++) {
    const capacity = [0, 0, 1, 2, 3, Infinity][next(6)];
    const channel = new Channel(capacity);
    const expected = plain(capacity);
    const made = [];
    const watch = (promise, model) => {
      const own = { state: "waits", model };
      promise.then((state) => (own.state = state));
      made.push(own);
    };
    for (let i = 0; i < 25; i++) {
      const what = next(24);
      if (what === 0) {
        channel.close();
        expected.close();
      } else if (what < 13) {
        const value = values[next(values.length)];
        watch(channel.send(value), expected.send(value));
      } else watch(channel.receive(), expected.receive());
      assert.equal(channel.size, expected.size());
      assert.equal(channel.closed, expected.closed());
      if (next(3) > 0) continue;
      await settle();
      for (const { state, model } of made) assert.deepEqual(state, model.state);
    }
    await settle();
    for (const { state, model } of made) assert.deepEqual(state, model.state);
  }
});
test("values of senders that were sent away are gone", async () => {
  const channel = new Channel(1);
  const sent = ["a", "b", "c"].map((value) => channel.send(value));
  channel.close();
  channel.close();
  assert.deepEqual(await Promise.all(sent), [true, false, false]);
  assert.deepEqual(await channel.receive(), { value: "a", done: false });
  assert.deepEqual(await channel.receive(), { value: undefined, done: true });
});
test("merged values keep the order of each channel", async () => {
  for (let round = 0; round < 40; round++) {
    const channels = Array.from({ length: next(4) }, () => new Channel(next(3)));
    const merged = merge(channels, next(3));
    const counts = channels.map(() => next(6));
    channels.forEach(async (channel, at) => {
      for (let i = 0; i < counts[at]; i++) await channel.send([at, i]);
      channel.close();
    });
    const found = [];
    for await (const value of merged) found.push(value);
    for (const [at, count] of counts.entries())
      assert.deepEqual(found.filter(([own]) => own === at).map(([, i]) => i), Array.from({ length: count }, (_, i) => i));
    assert.equal(found.length, counts.reduce((all, count) => all + count, 0));
    assert.equal(merged.closed, true);
  }
});
test("a merged channel that is closed takes one more value of each at most", async () => {
  const channel = new Channel(5);
  for (let i = 0; i < 5; i++) channel.send(i);
  const merged = merge([channel]);
  merged.close();
  await settle();
  assert.ok(channel.size >= 4);
});
test("capacities", () => {
  assert.equal(new Channel(Infinity).size, 0);
  for (const capacity of [-Infinity, 0.5, NaN, -2]) assert.throws(() => new Channel(capacity), RangeError);
});
