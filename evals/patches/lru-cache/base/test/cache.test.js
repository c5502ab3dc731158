import assert from "node:assert/strict";
import { test } from "node:test";
import { Cache } from "../lib/cache.js";

test("keeps what it is given", () => {
  const cache = new Cache(2);
  cache.set("a", 1);
  assert.equal(cache.get("a"), 1);
  assert.equal(cache.get("b"), undefined);
});

test("forgets the oldest", () => {
  const cache = new Cache(2);
  cache.set("a", 1).set("b", 2).set("c", 3);
  assert.equal(cache.has("a"), false);
  assert.equal(cache.size, 2);
});

test("reading counts as use", () => {
  const cache = new Cache(2);
  cache.set("a", 1).set("b", 2);
  cache.get("a");
  cache.set("c", 3);
  assert.equal(cache.has("a"), true);
  assert.equal(cache.has("b"), false);
});
