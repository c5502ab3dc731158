import assert from "node:assert/strict";
import { test } from "node:test";
import { Lock } from "../lib/lock.js";

let seed = 909;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const settle = () => new Promise((resolve) => setImmediate(resolve));

function user(lock, kind, signal) {
  const { promise, resolve, reject } = Promise.withResolvers();
  const made = { kind, began: false, resolve, reject, outcome: undefined };
  lock[kind](() => ((made.began = true), promise), { signal }).then(
    (value) => (made.outcome = { value }),
    (error) => (made.outcome = { error }),
  );
  return made;
}
/** Who of a row may begin: from the front on readers beside readers, or one writer where nobody is. */
function admit(inside, row) {
  while (row.length > 0) {
    const fits = row[0].kind === "read" ? inside.every(({ kind }) => kind === "read") : inside.length === 0;
    if (!fits) return;
    inside.push(row.shift());
  }
}
test("agrees with a row of people, whoever comes, ends, fails and gives up", async () => {
  for (let round = 0; round < 120; round++) {
    const lock = new Lock();
    const inside = [];
    const row = [];
    const all = [];
    for (let i = 0; i < 25; i++) {
      const what = next(5);
      if (what < 2) {
        const control = new AbortController();
        const one = user(lock, next(5) < 3 ? "read" : "write", next(5) === 0 ? undefined : control.signal);
        Object.assign(one, { control });
        all.push(one);
        row.push(one);
      } else if (what < 4 && inside.length > 0) {
        const [one] = inside.splice(next(inside.length), 1);
        if (next(3) === 0) one.reject((one.error = new Error(`failed ${i}`)));
        else one.resolve(i);
        one.ended = true;
        one.value = i;
      } else if (all.length > 0) {
        const one = all[next(all.length)];
        const reason = new Error(`enough ${i}`);
        const before = one.outcome;
        one.control.abort(reason);
        await settle();
        const at = row.indexOf(one);
        if (at !== -1 && one.outcome !== undefined && before === undefined) {
          assert.equal(one.outcome.error, reason);
          row.splice(at, 1);
          one.ended = true;
          one.error = reason;
        }
      }
      admit(inside, row);
      await settle();
      for (const one of all) {
        const begun = inside.includes(one) || (one.ended && one.began);
        assert.equal(one.began, Boolean(begun), `${round} ${i}`);
        if (!one.ended) assert.equal(one.outcome, undefined);
        else if (one.error) assert.equal(one.outcome.error, one.error);
        else assert.equal(one.outcome.value, one.value);
      }
      assert.equal(lock.waiting, row.length);
      assert.equal(lock.state, inside.length === 0 ? "free" : inside[0].kind === "read" ? "reading" : "writing");
    }
  }
});
test("who waits is told at once, and only who gave up", async () => {
  const lock = new Lock();
  const control = new AbortController();
  const a = user(lock, "write");
  const b = user(lock, "read", control.signal);
  const c = user(lock, "read", control.signal);
  const d = user(lock, "read");
  await settle();
  control.abort("reason");
  await settle();
  assert.deepEqual([b.outcome, c.outcome, d.outcome], [{ error: "reason" }, { error: "reason" }, undefined]);
  assert.equal(lock.waiting, 1);
  a.resolve();
  await settle();
  assert.equal(d.began, true);
});
test("behind a writer that gives up only readers go on while others read, in their order", async () => {
  const lock = new Lock();
  const control = new AbortController();
  const a = user(lock, "read");
  user(lock, "write", control.signal);
  const [c, d, e, f] = ["read", "read", "write", "read"].map((kind) => user(lock, kind));
  await settle();
  control.abort();
  await settle();
  assert.deepEqual([c, d, e, f].map(({ began }) => began), [true, true, false, false]);
  assert.equal(lock.waiting, 2);
  for (const one of [a, c, d]) one.resolve();
  await settle();
  assert.deepEqual([e.began, f.began], [true, false]);
});
test("behind a reader that gives up while one writes nobody goes on", async () => {
  const lock = new Lock();
  const control = new AbortController();
  const a = user(lock, "write");
  user(lock, "read", control.signal);
  const c = user(lock, "read");
  const d = user(lock, "write");
  await settle();
  control.abort();
  await settle();
  assert.deepEqual([c.began, d.began, lock.state], [false, false, "writing"]);
  a.resolve();
  await settle();
  assert.deepEqual([c.began, d.began, lock.state], [true, false, "reading"]);
});
test("a signal that comes when the work has begun does nothing", async () => {
  const lock = new Lock();
  const control = new AbortController();
  const a = user(lock, "write", control.signal);
  const b = user(lock, "write");
  await settle();
  control.abort(new Error("late"));
  await settle();
  assert.deepEqual([a.outcome, b.began, lock.state, lock.waiting], [undefined, false, "writing", 1]);
  a.resolve("done");
  await settle();
  assert.deepEqual([a.outcome, b.began], [{ value: "done" }, true]);
});
test("a signal that has come before takes no place in the row", async () => {
  const lock = new Lock();
  const a = user(lock, "read");
  const b = user(lock, "write", AbortSignal.abort("no"));
  const c = user(lock, "read");
  await settle();
  assert.deepEqual([a.began, b.began, b.outcome, c.began], [true, false, { error: "no" }, true]);
});
