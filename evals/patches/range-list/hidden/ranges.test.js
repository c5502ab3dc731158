import assert from "node:assert/strict";
import { test } from "node:test";
import { formatRanges, parseRanges } from "../lib/ranges.js";

const upTo = (a, b) => Array.from({ length: Math.abs(a - b) + 1 }, (_, i) => Math.min(a, b) + i);
test("every range, either end first", () => {
  for (let a = 1; a < 14; a++) for (let b = 1; b < 14; b++) assert.deepEqual(parseRanges(`${a}-${b}`), upTo(a, b), `${a}-${b}`);
});
test("across digits", () => {
  assert.deepEqual(parseRanges("98-101"), [98, 99, 100, 101]);
  assert.deepEqual(parseRanges("101-98"), [98, 99, 100, 101]);
});
test("overlapping, backwards too", () => assert.deepEqual(parseRanges("5-3, 4-6,4"), [3, 4, 5, 6]));
test("spaces", () => assert.deepEqual(parseRanges(" 3 - 1 , 9 "), [1, 2, 3, 9]));
test("empty", () => {
  assert.deepEqual(parseRanges(""), []);
  assert.deepEqual(parseRanges("  "), []);
});
test("refusals", () => {
  for (const bad of ["0", "0-2", "2-0", "1,,2", "1-", "-1", "1-2-3", "1.5", "x", "1;2"]) assert.throws(() => parseRanges(bad), SyntaxError, bad);
});
test("format", () => {
  assert.equal(formatRanges([1, 2]), "1,2");
  assert.equal(formatRanges([2, 1, 2, 3, 5, 6, 8, 9, 10]), "1-3,5,6,8-10");
  assert.equal(formatRanges([]), "");
  assert.equal(formatRanges([4]), "4");
});
test("round trip", () => {
  for (let bits = 0; bits < 256; bits++) {
    const pages = [...Array(8).keys()].filter((i) => bits & (1 << i)).map((i) => i + 1);
    assert.deepEqual(parseRanges(formatRanges(pages)), pages);
  }
});
