import assert from "node:assert/strict";
import { test } from "node:test";
import { at, layer } from "../lib/config.js";

test("at every depth", () => {
  assert.deepEqual(layer({ a: { b: { c: 1, d: 1 } } }, { a: { b: { d: 2 } } }), { a: { b: { c: 1, d: 2 } } });
  assert.deepEqual(layer({ a: { b: { c: { x: 1 } } } }, { a: { b: { c: { y: 2 } } } }), { a: { b: { c: { x: 1, y: 2 } } } });
});
test("three layers", () => {
  assert.deepEqual(layer({ a: { x: 1 } }, { a: { y: 2 } }, { a: { z: 3 } }), { a: { x: 1, y: 2, z: 3 } });
});
test("arrays replace", () => {
  assert.deepEqual(layer({ a: [1, 2, 3] }, { a: [4] }), { a: [4] });
  assert.deepEqual(layer({ a: { x: 1 } }, { a: [4] }), { a: [4] });
  assert.deepEqual(layer({ a: [4] }, { a: { x: 1 } }), { a: { x: 1 } });
});
test("plain and not plain", () => {
  assert.deepEqual(layer({ a: 1 }, { a: { x: 1 } }), { a: { x: 1 } });
  assert.deepEqual(layer({ a: { x: 1 } }, { a: 1 }), { a: 1 });
  assert.deepEqual(layer({ a: { x: 1 } }, { a: null }), { a: null });
  assert.deepEqual(layer({ a: null }, { a: { x: 1 } }), { a: { x: 1 } });
  assert.deepEqual(layer({ a: "text" }, { a: { x: 1 } }), { a: { x: 1 } });
});
test("undefined inside", () => assert.deepEqual(layer({ a: { x: 1 } }, { a: { x: undefined, y: 2 } }), { a: { x: 1, y: 2 } }));
test("false, zero and the empty text replace", () => {
  assert.deepEqual(layer({ a: 1, b: 1, c: 1 }, { a: 0, b: false, c: "" }), { a: 0, b: false, c: "" });
  assert.deepEqual(layer({ s: { a: 1 } }, { s: { a: 0 } }), { s: { a: 0 } });
});
test("nothing is changed or shared", () => {
  const low = { a: { x: { deep: 1 } } };
  const high = { a: { y: { deep: 1 } }, b: { c: 1 } };
  const result = layer(low, high);
  result.a.x.deep = 2;
  result.a.y.deep = 2;
  result.b.c = 2;
  assert.deepEqual([low, high], [{ a: { x: { deep: 1 } } }, { a: { y: { deep: 1 } }, b: { c: 1 } }]);
});
test("none", () => assert.deepEqual(layer(), {}));
test("paths", () => {
  assert.equal(at({ a: { b: 0 } }, "a.b"), 0);
  assert.equal(at({ a: 1 }, "a.b"), undefined);
  assert.equal(at({ a: [5] }, "a.0"), undefined);
  assert.equal(at({}, "toString"), undefined);
});
