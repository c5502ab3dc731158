import assert from "node:assert/strict";
import { test } from "node:test";
import { fill, namesIn } from "../lib/template.js";

test("every value but undefined and null", () => {
  for (const value of [0, false, "", Number.NaN, 1, "x", true]) {
    assert.equal(fill("<{v|no}>", { v: value }), `<${value}>`);
    assert.equal(fill("<{v}>", { v: value }), `<${value}>`);
  }
  for (const value of [undefined, null]) {
    assert.equal(fill("<{v|no}>", { v: value }), "<no>");
    assert.throws(() => fill("<{v}>", { v: value }), /no value for v/);
  }
});
test("an empty fallback is one", () => assert.equal(fill("<{v|}>", {}), "<>"));
test("braces", () => {
  assert.equal(fill("{{v}}", { v: 1 }), "{v}");
  assert.equal(fill("{{{v}}}", { v: 1 }), "{1}");
});
test("values are not filled again", () => assert.equal(fill("{a}", { a: "{b}", b: 1 }), "{b}"));
test("dollars are plain", () => assert.equal(fill("{a}", { a: "$&$1" }), "$&$1"));
test("several", () => assert.equal(fill("{a}-{b|c d}-{a}", { a: 1 }), "1-c d-1"));
test("names in order, without escapes", () => {
  assert.deepEqual(namesIn("{{x}} {b|f} {a}{b}"), ["b", "a"]);
  assert.deepEqual(namesIn(""), []);
});
