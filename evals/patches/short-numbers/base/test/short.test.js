import assert from "node:assert/strict";
import { test } from "node:test";
import { column, expand, shorten } from "../lib/short.js";

test("small numbers are written as they are", () => {
  assert.deepEqual([0, 7, 42, 999].map((number) => shorten(number)), ["0", "7", "42", "999"]);
});
test("thousands, millions and more", () => {
  assert.equal(shorten(1200), "1.2k");
  assert.equal(shorten(35_000), "35k");
  assert.equal(shorten(2_500_000), "2.5M");
  assert.equal(shorten(7_000_000_000), "7B");
  assert.equal(shorten(1_200_000_000_000_000), "1200T");
});
test("rounds to the nearest", () => {
  assert.equal(shorten(1249), "1.2k");
  assert.equal(shorten(1250), "1.3k");
  assert.equal(shorten(1951), "2k");
});
test("as many digits as are asked for", () => {
  assert.equal(shorten(1234, 2), "1.23k");
  assert.equal(shorten(1204, 2), "1.2k");
  assert.equal(shorten(1234, 0), "1k");
});
test("just below the next unit is one of the next unit", () => {
  assert.equal(shorten(999_999), "1M");
  assert.equal(shorten(999_990_000), "1B");
});
test("below zero", () => {
  assert.equal(shorten(-1200), "-1.2k");
  assert.equal(shorten(-5), "-5");
});
test("refuses what is not whole", () => {
  for (const bad of [1.5, NaN, Infinity, "12"]) assert.throws(() => shorten(bad), RangeError);
  assert.throws(() => shorten(1, 4), RangeError);
});
test("reads short numbers", () => {
  assert.deepEqual(["999", "1.2k", "35K", " 2.5M ", "-1.25b"].map(expand), [999, 1200, 35_000, 2_500_000, -1_250_000_000]);
  assert.deepEqual(["", "k", "1.5", "1.2345k", "1,2k"].map(expand), [undefined, undefined, undefined, undefined, undefined]);
});
test("a column", () => assert.deepEqual(column([5, 1200, 35_000]), ["   5", "1.2k", " 35k"]));
