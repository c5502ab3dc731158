import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { PrefixIndex } from "../lib/prefix-index.js";

let index;
beforeEach(() => {
  index = new PrefixIndex();
  for (const word of ["car", "carpet", "cat", "dog"]) index.add(word);
});

test("knows its words", () => {
  assert.equal(index.size, 4);
  assert.equal(index.weightOf("car"), 1);
  assert.equal(index.weightOf("ca"), undefined);
  assert.equal(index.weightOf("cars"), undefined);
});
test("a word added again has its last weight", () => {
  index.add("cat", 5);
  assert.equal(index.size, 4);
  assert.equal(index.weightOf("cat"), 5);
});
test("refuses weights below zero", () => assert.throws(() => index.add("x", -1), RangeError));
test("completes by the alphabet", () => {
  assert.deepEqual(index.complete("ca"), ["car", "carpet", "cat"]);
  assert.deepEqual(index.complete("x"), []);
});
test("completes the heaviest first", () => {
  index.add("cat", 9);
  index.add("candle", 3);
  assert.deepEqual(index.complete("ca", 3), ["cat", "candle", "car"]);
});
test("removes a word", () => {
  assert.equal(index.remove("dog"), true);
  assert.equal(index.remove("dog"), false);
  assert.equal(index.remove("ca"), false);
  assert.equal(index.size, 3);
  assert.deepEqual(index.complete(""), ["car", "carpet", "cat"]);
});
test("removing a word keeps longer ones", () => {
  index.remove("car");
  assert.deepEqual(index.complete("ca"), ["carpet", "cat"]);
});
test("removing a word keeps the one that it begins with", () => {
  index.remove("carpet");
  assert.deepEqual(index.complete("ca"), ["car", "cat"]);
  assert.equal(index.weightOf("car"), 1);
});
test("removing leaves no nodes behind", () => {
  const before = index.nodes;
  index.add("donkey");
  index.remove("donkey");
  assert.equal(index.nodes, before);
});
