import assert from "node:assert/strict";
import { test } from "node:test";
import { Loader } from "../lib/loader.js";

let seed = 555;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A loader whose calls end when they are told to. */
function controlled(options) {
  const calls = [];
  const loader = new Loader((keys) => {
    const { promise, resolve, reject } = Promise.withResolvers();
    calls.push({ keys, resolve, reject });
    return promise;
  }, options);
  return { loader, calls };
}
const outcome = (promise) => promise.then((value) => ({ value }), (error) => ({ error: error.message }));

test("agrees with a plain account of what is known", async () => {
  for (let round = 0; round < 80; round++) {
    const size = 1 + next(4);
    const broken = new Set();
    const calls = [];
    let down = false;
    const loader = new Loader(async (keys) => {
      calls.push(keys);
      if (down) throw new Error("down");
      return keys.map((key) => (broken.has(key) ? new Error(`no ${key}`) : `${key} of ${calls.length}`));
    }, { size });
    const known = new Map();
    let made = 0;
    for (let turn = 0; turn < 12; turn++) {
      down = next(4) === 0;
      for (let key = 0; key < 6; key++) (next(4) === 0 ? broken.add(key) : broken.delete(key));
      const asked = Array.from({ length: 1 + next(6) }, () => next(6));
      if (next(3) === 0) {
        const key = next(6);
        assert.equal(loader.forget(key), known.delete(key));
      }
      if (next(4) === 0) {
        const key = next(6);
        loader.prime(key, `primed ${turn}`);
        if (!known.has(key)) known.set(key, { value: `primed ${turn}` });
      }
      const wanted = [...new Set(asked)].filter((key) => !known.has(key));
      const expected = new Map(known);
      const batches = [];
      for (let at = 0; at < wanted.length; at += size) batches.push(wanted.slice(at, at + size));
      for (const [at, batch] of batches.entries())
        for (const key of batch)
          expected.set(key, down ? { error: "down" } : broken.has(key) ? { error: `no ${key}` } : { value: `${key} of ${made + at + 1}` });
      const before = calls.length;
      const got = await Promise.all(asked.map((key) => outcome(loader.load(key))));
      // A value says the number of calls when it was made: all calls of a turn are made before the first of them gives its list.
      assert.deepEqual(calls.slice(before), batches);
      for (const [at, key] of asked.entries()) {
        const { value, error } = expected.get(key);
        assert.equal(got[at].error, error);
        if (known.has(key)) assert.equal(got[at].value, value);
        else if (error === undefined) assert.ok(got[at].value.startsWith(`${key} of `));
        if (error === undefined) known.set(key, { value: got[at].value });
      }
      made = calls.length;
    }
  }
});
test("the failure of one key is not kept", async () => {
  const { loader, calls } = controlled();
  const both = Promise.allSettled([loader.load("a"), loader.load("b")]);
  await settle();
  calls[0].resolve([new Error("no a"), "B"]);
  await both;
  const again = loader.loadAll(["a", "b"]);
  await settle();
  assert.deepEqual(calls[1]?.keys, ["a"]);
  calls[1].resolve(["A"]);
  assert.deepEqual(await again, ["A", "B"]);
});
test("a list of another length is a failure of all, which is not kept", async () => {
  const { loader, calls } = controlled();
  const both = Promise.allSettled([loader.load(1), loader.load(2)]);
  await settle();
  calls[0].resolve([1]);
  assert.deepEqual((await both).map(({ reason }) => reason instanceof RangeError), [true, true]);
  const again = loader.loadAll([1, 2]);
  await settle();
  calls[1].resolve([1, 4]);
  assert.deepEqual(await again, [1, 4]);
});
test("a failure that was on its way does not forget what was asked for after it", async () => {
  const { loader, calls } = controlled();
  const old = outcome(loader.load("k"));
  await settle();
  loader.forget("k");
  const fresh = loader.load("k");
  await settle();
  calls[0].reject(new Error("too late"));
  assert.deepEqual(await old, { error: "too late" });
  await settle();
  assert.equal(loader.load("k"), fresh);
  calls[1].resolve(["new"]);
  assert.equal(await fresh, "new");
  assert.equal(calls.length, 2);
});
test("who waits together gets the same promise and the same failure", async () => {
  const { loader, calls } = controlled();
  const first = loader.load(1);
  await settle();
  assert.equal(loader.load(1), first);
  loader.prime(1, "other");
  const error = new Error("x");
  calls[0].reject(error);
  await assert.rejects(first, (thrown) => thrown === error);
  loader.prime(1, "primed");
  assert.equal(await loader.load(1), "primed");
});
test("undefined, null and errors thrown at once", async () => {
  const { loader, calls } = controlled();
  const both = loader.loadAll([1, 2]);
  await settle();
  calls[0].resolve([undefined, null]);
  assert.deepEqual(await both, [undefined, null]);
  assert.deepEqual(await loader.loadAll([1, 2]), [undefined, null]);
  assert.equal(calls.length, 1);
  let times = 0;
  const throwing = new Loader(() => { times += 1; throw new TypeError("at once"); });
  for (let i = 0; i < 2; i++) await assert.rejects(throwing.load(1), TypeError);
  assert.equal(times, 2);
});
test("a failure that nobody waits for any more ends nothing else", async () => {
  const { loader, calls } = controlled({ size: 1 });
  const settled = Promise.allSettled([loader.load(1), loader.load(2)]);
  await settle();
  calls[0].reject(new Error("first"));
  calls[1].resolve([4]);
  const [one, two] = await settled;
  assert.equal(one.reason.message, "first");
  assert.equal(two.value, 4);
});
