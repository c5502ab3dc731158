import assert from "node:assert/strict";
import { test } from "node:test";
import { Cache } from "../lib/cache.js";

test("agrees with a list over many steps", () => {
  for (const limit of [1, 2, 3, 5]) {
    const cache = new Cache(limit);
    let model = [];
    let seed = 7;
    for (let i = 0; i < 2000; i++) {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      const key = (seed >> 8) % 8;
      const kind = (seed >> 16) % 3;
      const at = model.findIndex(([k]) => k === key);
      if (kind === 0) {
        if (at >= 0) model.splice(at, 1);
        model.push([key, i]);
        cache.set(key, i);
        if (model.length > limit) model.shift();
      } else if (kind === 1) {
        assert.equal(cache.get(key), at < 0 ? undefined : model[at][1]);
        if (at >= 0) model.push(...model.splice(at, 1));
      } else assert.equal(cache.has(key), at >= 0);
      assert.equal(cache.size, model.length);
    }
  }
});
test("a value may be undefined, null, zero or false", () => {
  for (const value of [undefined, null, 0, false, ""]) {
    const cache = new Cache(2);
    cache.set("a", value).set("b", 1);
    assert.equal(cache.get("a"), value);
    cache.set("c", 1);
    assert.equal(cache.has("a"), true);
  }
});
test("looking is no use", () => {
  const cache = new Cache(2);
  cache.set("a", 1).set("b", 2);
  cache.has("a");
  cache.set("c", 3);
  assert.equal(cache.has("a"), false);
});
test("a miss adds nothing", () => {
  const cache = new Cache(2);
  cache.get("x");
  assert.equal(cache.size, 0);
  assert.equal(cache.has("x"), false);
});
test("limits", () => {
  for (const limit of [0, -1, Number.NaN]) assert.throws(() => new Cache(limit), RangeError);
});
