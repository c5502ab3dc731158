import assert from "node:assert/strict";
import { test } from "node:test";
import { Loader } from "../lib/loader.js";

/** A loader of squares that keeps what it was called with; odd things happen to the keys in `broken`. */
function squares(options) {
  const calls = [];
  const state = { down: false, broken: new Set() };
  const loader = new Loader(async (keys) => {
    calls.push(keys);
    if (state.down) throw new Error("the server is down");
    return keys.map((key) => (state.broken.has(key) ? new Error(`no ${key}`) : key * key));
  }, options);
  return { loader, calls, state };
}

test("loads a value", async () => assert.equal(await squares().loader.load(3), 9));
test("what is asked for in one turn is fetched together", async () => {
  const { loader, calls } = squares();
  assert.deepEqual(await Promise.all([loader.load(1), loader.load(2), loader.load(1)]), [1, 4, 1]);
  assert.deepEqual(calls, [[1, 2]]);
});
test("what is known is not fetched again", async () => {
  const { loader, calls } = squares();
  await loader.load(1);
  await loader.loadAll([1, 2]);
  assert.deepEqual(calls, [[1], [2]]);
});
test("no call has more keys than the size", async () => {
  const { loader, calls } = squares({ size: 2 });
  assert.deepEqual(await loader.loadAll([1, 2, 3, 4, 5]), [1, 4, 9, 16, 25]);
  assert.deepEqual(calls, [[1, 2], [3, 4], [5]]);
});
test("the failure of one key is not that of another", async () => {
  const { loader, state } = squares();
  state.broken.add(2);
  const [one, two] = await Promise.allSettled([loader.load(1), loader.load(2)]);
  assert.equal(one.value, 1);
  assert.match(two.reason.message, /no 2/);
});
test("after a failed call it tries again", async () => {
  const { loader, calls, state } = squares();
  state.down = true;
  await assert.rejects(loader.loadAll([1, 2]), /down/);
  state.down = false;
  assert.deepEqual(await loader.loadAll([1, 2]), [1, 4]);
  assert.equal(calls.length, 2);
});
test("what was forgotten is fetched again", async () => {
  const { loader, calls } = squares();
  await loader.load(1);
  assert.equal(loader.forget(1), true);
  assert.equal(loader.forget(1), false);
  await loader.load(1);
  assert.deepEqual(calls, [[1], [1]]);
});
test("what is primed is not fetched", async () => {
  const { loader, calls } = squares();
  loader.prime(5, "five");
  assert.equal(await loader.load(5), "five");
  assert.deepEqual(calls, []);
});
