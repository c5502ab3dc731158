import test from "node:test";
import assert from "node:assert/strict";
import { LazyCache } from "../src/cache.js";

test("two who wait for the same failing load both hear of it, and nothing stays", async () => {
  let loads = 0;
  const cache = new LazyCache(async () => {
    loads += 1;
    throw new Error("offline");
  });
  const results = await Promise.allSettled([cache.get("a"), cache.get("a")]);
  assert.deepEqual(results.map(({ status }) => status), ["rejected", "rejected"]);
  assert.equal(loads, 1);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(cache.size, 0);
});
test("other keys stay", async () => {
  const cache = new LazyCache(async (key) => {
    if (key === "bad") throw new Error("no");
    return key;
  });
  await cache.get("good");
  await cache.get("bad").catch(() => undefined);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(cache.size, 1);
});
