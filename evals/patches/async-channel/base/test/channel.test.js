import assert from "node:assert/strict";
import { test } from "node:test";
import { Channel } from "../lib/channel.js";
import { merge } from "../lib/merge.js";

const settle = () => new Promise((resolve) => setImmediate(resolve));
const state = async (promise) => {
  await settle();
  return Promise.race([promise, "waits"]);
};
const all = async (channel) => {
  const values = [];
  for await (const value of channel) values.push(value);
  return values;
};

test("what is sent is received", async () => {
  const channel = new Channel(2);
  assert.equal(await channel.send("a"), true);
  assert.deepEqual(await channel.receive(), { value: "a", done: false });
});

test("without room a sender waits for a receiver", async () => {
  const channel = new Channel();
  const sent = channel.send("a");
  assert.equal(await state(sent), "waits");
  assert.equal((await channel.receive()).value, "a");
  assert.equal(await sent, true);
});

test("a receiver waits for a sender", async () => {
  const channel = new Channel();
  const received = [channel.receive(), channel.receive()];
  assert.equal(await state(received[0]), "waits");
  await channel.send(1);
  await channel.send(2);
  assert.deepEqual((await Promise.all(received)).map(({ value }) => value), [1, 2]);
});

test("a channel that is full lets senders wait", async () => {
  const channel = new Channel(2);
  assert.equal(await state(channel.send(1)), true);
  assert.equal(await state(channel.send(2)), true);
  const third = channel.send(3);
  assert.equal(await state(third), "waits");
  await channel.receive();
  assert.equal(await state(third), true);
});

test("values come in the order in which they were sent", async () => {
  const channel = new Channel(2);
  for (const value of [1, 2, 3, 4, 5]) channel.send(value);
  const values = [];
  for (let i = 0; i < 5; i++) values.push((await channel.receive()).value);
  assert.deepEqual(values, [1, 2, 3, 4, 5]);
});

test("a sender that is let in stays in order", async () => {
  const channel = new Channel(1);
  channel.send("a");
  channel.send("b");
  assert.equal((await channel.receive()).value, "a");
  assert.equal(channel.size, 1);
  channel.send("c");
  assert.equal((await channel.receive()).value, "b");
  assert.equal((await channel.receive()).value, "c");
});

test("what a closed channel holds can be received", async () => {
  const channel = new Channel(3);
  for (const value of ["a", "b"]) channel.send(value);
  channel.close();
  assert.deepEqual(await all(channel), ["a", "b"]);
  assert.deepEqual(await channel.receive(), { value: undefined, done: true });
});

test("nobody waits for a closed channel", async () => {
  const channel = new Channel();
  const sent = channel.send("a");
  channel.close();
  assert.equal(await sent, false);
  assert.equal(await channel.send("b"), false);
  const empty = new Channel();
  const received = empty.receive();
  empty.close();
  assert.deepEqual(await received, { value: undefined, done: true });
});

test("knows its size and whether it is closed", async () => {
  const channel = new Channel(2);
  for (let i = 0; i < 3; i++) channel.send(i);
  assert.equal(channel.size, 2);
  assert.equal(channel.closed, false);
  channel.close();
  assert.equal(channel.closed, true);
});

test("what is no capacity is refused", () => {
  for (const capacity of [-1, 1.5, NaN, "x"]) assert.throws(() => new Channel(capacity), RangeError);
});

test("merges channels", async () => {
  const [left, right] = [new Channel(2), new Channel(2)];
  for (const value of [1, 2]) left.send(value);
  right.send(3);
  left.close();
  right.close();
  assert.deepEqual((await all(merge([left, right]))).sort(), [1, 2, 3]);
});
