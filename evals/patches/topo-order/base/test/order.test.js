import assert from "node:assert/strict";
import { test } from "node:test";
import { closure, order } from "../lib/order.js";

test("a chain", () => assert.deepEqual(order({ a: [], b: ["a"] }), ["a", "b"]));
test("two tasks with a need each", () => {
  assert.deepEqual(order({ app: ["lib"], build: ["fetch"], fetch: [], lib: [] }), ["fetch", "build", "lib", "app"]);
});
test("a circle", () => assert.throws(() => order({ a: ["b"], b: ["a"] }), /circle/));
test("closure", () => assert.deepEqual(closure({ a: [], b: ["a"], c: ["b"] }, "c"), ["a", "b"]));
