import test from "node:test";
import assert from "node:assert/strict";
import { LazyCache } from "../src/cache.js";

test("a key is loaded once", async () => {
  let loads = 0;
  const cache = new LazyCache(async (key) => `${key}${(loads += 1)}`);
  assert.deepEqual(await Promise.all([cache.get("a"), cache.get("a")]), ["a1", "a1"]);
  assert.equal(cache.size, 1);
});
test("it is loaded anew when it was cleared", async () => {
  let loads = 0;
  const cache = new LazyCache(async () => (loads += 1));
  await cache.get("a");
  cache.clear("a");
  assert.equal(await cache.get("a"), 2);
});
test("a failed load is tried again", async () => {
  let loads = 0;
  const cache = new LazyCache(async () => {
    loads += 1;
    if (loads === 1) throw new Error("offline");
    return loads;
  });
  await assert.rejects(cache.get("a"), /offline/);
  assert.equal(await cache.get("a"), 2);
});
