import assert from "node:assert/strict";
import { test } from "node:test";
import { best, satisfies } from "../lib/range.js";
import { compare, parse } from "../lib/version.js";

const order = (a, b) => Math.sign(compare(parse(a), parse(b)));

test("reads a version", () => {
  assert.deepEqual(parse("1.22.3"), { numbers: [1, 22, 3], pre: [] });
  assert.deepEqual(parse("v2.0.0-rc.1"), { numbers: [2, 0, 0], pre: ["rc", "1"] });
});

test("refuses what is no version", () => {
  for (const text of ["", "1", "1.2", "1.2.3.4", "1.2.3-", "a.b.c"]) assert.throws(() => parse(text), TypeError);
});

test("compares numbers by their size", () => {
  assert.equal(order("1.10.0", "1.9.9"), 1);
  assert.equal(order("2.0.0", "10.0.0"), -1);
  assert.equal(order("1.2.3", "v1.2.3"), 0);
});

test("a pre-release comes before its release", () => {
  assert.equal(order("1.0.0-beta", "1.0.0"), -1);
  assert.equal(order("1.0.0-beta.2", "1.0.0-beta.11"), -1);
  assert.equal(order("1.0.0-rc", "1.0.0-beta.11"), 1);
});

test("exact versions and comparisons", () => {
  assert.ok(satisfies("1.2.3", "1.2.3"));
  assert.ok(satisfies("1.2.3", ">=1.2.3 <2.0.0"));
  assert.ok(!satisfies("2.0.0", ">=1.2.3 <2.0.0"));
  assert.ok(!satisfies("1.2.3", ">1.2.3"));
  assert.ok(satisfies("1.2.3", "<=1.2.3"));
});

test("a tilde keeps the minor number", () => {
  assert.ok(satisfies("1.2.9", "~1.2.3"));
  assert.ok(!satisfies("1.3.0", "~1.2.3"));
  assert.ok(!satisfies("1.2.2", "~1.2.3"));
});

test("a caret keeps the major number", () => {
  assert.ok(satisfies("1.9.0", "^1.2.3"));
  assert.ok(!satisfies("2.0.0", "^1.2.3"));
  assert.ok(!satisfies("1.2.2", "^1.2.3"));
});

test("a caret keeps the minor number while the major one is zero", () => {
  assert.ok(satisfies("0.2.9", "^0.2.3"));
  assert.ok(!satisfies("0.3.0", "^0.2.3"));
  assert.ok(!satisfies("1.0.0", "^0.2.3"));
});

test("wildcards", () => {
  assert.ok(satisfies("1.9.9", "1.x"));
  assert.ok(satisfies("1.2.9", "1.2.x"));
  assert.ok(!satisfies("1.3.0", "1.2.x"));
  assert.ok(satisfies("0.0.1", "*"));
});

test("alternatives", () => {
  assert.ok(satisfies("1.2.5", "~1.2.0 || ^3.0.0"));
  assert.ok(satisfies("3.7.0", "~1.2.0 || ^3.0.0"));
  assert.ok(!satisfies("2.0.0", "~1.2.0 || ^3.0.0"));
});

test("pre-releases must be asked for", () => {
  assert.ok(!satisfies("1.3.0-beta", "^1.2.0"));
  assert.ok(satisfies("1.2.0-beta.2", "^1.2.0-beta.1"));
  assert.ok(!satisfies("1.3.0-beta.2", "^1.2.0-beta.1"));
});

test("the best of some versions", () => {
  assert.equal(best(["0.4.1", "0.5.0", "0.4.9", "0.4.10"], "^0.4.0"), "0.4.10");
  assert.equal(best(["1.0.0"], ">1.0.0"), undefined);
});
