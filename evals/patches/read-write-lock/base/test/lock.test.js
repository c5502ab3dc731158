import assert from "node:assert/strict";
import { test } from "node:test";
import { Lock } from "../lib/lock.js";

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Somebody who uses a lock until told to end. */
function user(lock, kind, name, heard, options) {
  const { promise: end, resolve } = Promise.withResolvers();
  const done = lock[kind](async () => {
    heard.push(`${name} begins`);
    await end;
    heard.push(`${name} ends`);
    return name;
  }, options);
  return { done, end: resolve };
}

test("gives what the work gives", async () => {
  const lock = new Lock();
  assert.equal(await lock.read(() => 1), 1);
  assert.equal(await lock.write(async () => 2), 2);
  assert.equal(lock.state, "free");
});
test("many read at a time", async () => {
  const [lock, heard] = [new Lock(), []];
  user(lock, "read", "a", heard);
  user(lock, "read", "b", heard);
  await settle();
  assert.deepEqual(heard, ["a begins", "b begins"]);
  assert.equal(lock.state, "reading");
});
test("one writes, alone", async () => {
  const [lock, heard] = [new Lock(), []];
  const a = user(lock, "write", "a", heard);
  user(lock, "write", "b", heard);
  await settle();
  assert.deepEqual(heard, ["a begins"]);
  assert.equal(lock.waiting, 1);
  a.end();
  await settle();
  assert.deepEqual(heard, ["a begins", "a ends", "b begins"]);
});
test("a reader does not overtake a writer", async () => {
  const [lock, heard] = [new Lock(), []];
  const a = user(lock, "read", "a", heard);
  const b = user(lock, "write", "b", heard);
  user(lock, "read", "c", heard);
  await settle();
  assert.deepEqual(heard, ["a begins"]);
  a.end();
  await settle();
  assert.deepEqual(heard, ["a begins", "a ends", "b begins"]);
  b.end();
  await settle();
  assert.deepEqual(heard.at(-1), "c begins");
});
test("an error gives the lock back", async () => {
  const lock = new Lock();
  await assert.rejects(lock.write(() => { throw new Error("broken"); }), /broken/);
  assert.equal(await lock.read(() => "ok"), "ok");
});
test("who gives up waiting does not run", async () => {
  const [lock, heard] = [new Lock(), []];
  const control = new AbortController();
  const a = user(lock, "write", "a", heard);
  const b = user(lock, "write", "b", heard, { signal: control.signal });
  control.abort(new Error("too long"));
  await assert.rejects(b.done, /too long/);
  a.end();
  await settle();
  assert.deepEqual(heard, ["a begins", "a ends"]);
  assert.equal(lock.state, "free");
});
test("when a writer gives up, readers behind it go on", async () => {
  const [lock, heard] = [new Lock(), []];
  const control = new AbortController();
  user(lock, "read", "a", heard);
  const b = user(lock, "write", "b", heard, { signal: control.signal });
  user(lock, "read", "c", heard);
  await settle();
  control.abort(new Error("too long"));
  await assert.rejects(b.done, /too long/);
  await settle();
  assert.deepEqual(heard, ["a begins", "c begins"]);
});
test("a signal that has come before is a refusal", async () => {
  const lock = new Lock();
  await assert.rejects(lock.read(() => assert.fail(), { signal: AbortSignal.abort(new Error("no")) }), /no/);
  assert.equal(lock.state, "free");
});
