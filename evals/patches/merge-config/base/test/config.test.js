import assert from "node:assert/strict";
import { test } from "node:test";
import { at, layer } from "../lib/config.js";

test("later ones win", () => assert.deepEqual(layer({ a: 1, b: 1 }, { b: 2 }), { a: 1, b: 2 }));
test("deep", () => {
  assert.deepEqual(layer({ server: { port: 80, host: "x" } }, { server: { port: 8080 } }), { server: { port: 8080, host: "x" } });
});
test("undefined leaves what was there", () => assert.deepEqual(layer({ a: 1 }, { a: undefined }), { a: 1 }));
test("a path", () => assert.equal(at({ a: { b: 2 } }, "a.b"), 2));
