import assert from "node:assert/strict";
import { test } from "node:test";
import { PrefixIndex } from "../lib/prefix-index.js";

let seed = 808;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const anyWord = () => Array.from({ length: next(6) }, () => "ab"[next(2)]).join("");

function assertSame(index, words) {
  assert.equal(index.size, words.size);
  const prefixes = new Set([...words.keys()].flatMap((word) => [...word].map((_, at) => word.slice(0, at + 1))));
  assert.equal(index.nodes, prefixes.size);
  for (const prefix of ["", "a", "b", "ab", "bba", "aaaa", "c"]) {
    const expected = [...words.keys()]
      .filter((word) => word.startsWith(prefix))
      .sort((a, b) => words.get(b) - words.get(a) || (a < b ? -1 : a > b ? 1 : 0));
    assert.deepEqual(index.complete(prefix, Infinity), expected);
    assert.deepEqual(index.complete(prefix), expected.slice(0, 10));
    assert.deepEqual(index.complete(prefix, 2), expected.slice(0, 2));
  }
}
test("agrees with a plain map of words", () => {
  for (let round = 0; round < 25; round++) {
    const index = new PrefixIndex();
    const words = new Map();
    for (let i = 0; i < 60; i++) {
      const word = anyWord();
      if (next(5) < 3) {
        const weight = next(4);
        index.add(word, weight);
        words.set(word, weight);
      } else assert.equal(index.remove(word), words.delete(word), word);
      assert.equal(index.weightOf(word), words.get(word));
      if (i % 5 === 0) assertSame(index, words);
    }
    for (const word of [...words.keys()]) {
      assert.equal(index.remove(word), true);
      words.delete(word);
      assertSame(index, words);
    }
    assert.equal(index.nodes, 0);
  }
});
test("a word of weight zero is a word", () => {
  const index = new PrefixIndex();
  index.add("a", 0);
  index.add("abc", 2);
  assert.equal(index.remove("abc"), true);
  assert.equal(index.weightOf("a"), 0);
  assert.deepEqual(index.complete(""), ["a"]);
  assert.equal(index.nodes, 1);
});
test("the empty word", () => {
  const index = new PrefixIndex();
  index.add("", 3);
  index.add("a");
  assert.deepEqual(index.complete(""), ["", "a"]);
  assert.equal(index.remove("a"), true);
  assert.equal(index.weightOf(""), 3);
  assert.equal(index.remove(""), true);
  assert.equal(index.remove(""), false);
  assert.equal(index.size, 0);
});
test("long ways that nobody else goes are taken away whole, and no farther", () => {
  const index = new PrefixIndex();
  for (const word of ["in", "inner", "internationally"]) index.add(word);
  index.remove("internationally");
  assert.equal(index.nodes, 5);
  index.remove("inner");
  assert.equal(index.nodes, 2);
  assert.deepEqual(index.complete(""), ["in"]);
});
test("characters beyond the basic plane", () => {
  const index = new PrefixIndex();
  index.add("😀a");
  index.add("😀");
  assert.equal(index.nodes, 2);
  assert.equal(index.remove("😀a"), true);
  assert.deepEqual(index.complete("😀"), ["😀"]);
});
test("weights", () => {
  const index = new PrefixIndex();
  for (const bad of [-1, NaN, -Infinity]) assert.throws(() => index.add("x", bad), RangeError);
  assert.equal(index.size, 0);
});
