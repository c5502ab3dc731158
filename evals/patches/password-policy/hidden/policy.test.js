import assert from "node:assert/strict";
import { test } from "node:test";
import { advice, problems, strength } from "../lib/policy.js";

test("names in any case on either side", () => {
  for (const user of ["anna", "ANNA", "Anna", "aNNa"])
    for (const inside of ["anna", "ANNA", "Anna", "AnNa"]) assert.deepEqual(problems(`xX4${inside}xxYy`, user), ["name"], `${user} ${inside}`);
});
test("other names", () => {
  assert.deepEqual(problems("xX4bobbyxxYy", "anna"), []);
  assert.deepEqual(problems("xX4M.Smithxx", "m.smith"), ["name"]);
  assert.deepEqual(problems("xX4MaSmithxx", "m.smith"), []);
  assert.deepEqual(problems("xX4ÄNNExxYyz", "änne"), ["name"]);
  assert.deepEqual(problems("xX4a+bxxYyzz", "A+B"), ["name"]);
});
test("short names do not count", () => {
  assert.deepEqual(problems("xX4alxxYyzz", "al"), []);
  assert.deepEqual(problems("xX4alxxYyzz", ""), []);
  assert.deepEqual(problems("xX4alixxYyzz", "ALI"), ["name"]);
});
test("the other rules", () => {
  assert.deepEqual(problems(""), ["short", "digit", "case"]);
  assert.deepEqual(problems("abcdefghi1"), ["case"]);
  assert.deepEqual(problems("ABCDEFGHI1"), ["case"]);
  assert.deepEqual(problems("Abcdefghi1"), []);
  assert.deepEqual(problems("Abcdefgh1"), ["short"]);
  assert.deepEqual(problems("Abcdefghij"), ["digit"]);
  assert.deepEqual(problems("Abcddefghi1dd"), []);
  assert.deepEqual(problems("Abcdddefghi1"), ["repeat"]);
  assert.deepEqual(problems("Abcd  efghi1"), []);
  assert.deepEqual(problems("Abcd   efghi1"), ["repeat"]);
  assert.deepEqual(problems("AaAbBb1xXaA"), []);
});
test("strength and advice", () => {
  assert.equal(strength("Abcdefghi1"), 5);
  assert.equal(strength("aaa", "aaa"), 0);
  assert.equal(advice("Abcdefghi1"), undefined);
});
