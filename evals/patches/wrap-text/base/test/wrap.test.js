import assert from "node:assert/strict";
import { test } from "node:test";
import { quote, wrap } from "../lib/wrap.js";

test("short text is one line", () => {
  assert.deepEqual(wrap("a b", 20), ["a b"]);
});

test("words go to the next line", () => {
  assert.deepEqual(wrap("the quick brown fox", 12), ["the quick", "brown fox"]);
});

test("a line may be exactly as long as the width", () => {
  assert.deepEqual(wrap("abc def", 7), ["abc def"]);
});

test("quoted lines have a prefix", () => {
  assert.deepEqual(quote("to be or", 40), ["> to be or"]);
});
