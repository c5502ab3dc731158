import assert from "node:assert/strict";
import { test } from "node:test";
import { compare, sort } from "../lib/natural.js";

test("numbers in order", () => {
  const names = Array.from({ length: 300 }, (_, i) => `img${i * 7}.png`);
  assert.deepEqual(sort(names.toReversed()), names);
});
test("every pair of numbers", () => {
  for (let a = 0; a < 130; a += 3) for (let b = 0; b < 130; b += 4) assert.equal(Math.sign(compare(`v${a}`, `v${b}`)), Math.sign(a - b), `${a} ${b}`);
});
test("several numbers", () => assert.deepEqual(sort(["1.10.2", "1.9.10", "1.9.9", "1.10"]), ["1.9.9", "1.9.10", "1.10", "1.10.2"]));
test("case does not matter at first", () => {
  assert.deepEqual(sort(["b", "A", "a", "B"]), ["A", "a", "B", "b"]);
  assert.ok(compare("B1", "a2") > 0);
});
test("leading zeros", () => {
  assert.ok(compare("a01", "a2") < 0);
  assert.ok(compare("a010", "a9") > 0);
  assert.ok(compare("a01", "a1") < 0);
  assert.ok(compare("a01b", "a1a") > 0);
});
test("a beginning comes first", () => {
  assert.ok(compare("a", "ab") < 0);
  assert.ok(compare("ab1", "ab") > 0);
  assert.equal(compare("", ""), 0);
  assert.ok(compare("", "a") < 0);
});
test("the other way round", () => {
  const names = ["a1", "A1", "a01", "b", "a10", "a9z", "", "9", "10"];
  for (const a of names) for (const b of names) assert.equal(Math.sign(compare(a, b)), -Math.sign(compare(b, a)) || 0);
});
test("digits and letters", () => assert.ok(compare("a1", "ab") < 0));
test("a copy", () => {
  const given = ["b", "a"];
  sort(given);
  assert.deepEqual(given, ["b", "a"]);
});
