import assert from "node:assert/strict";
import { test } from "node:test";
import { score } from "../lib/combinations.js";
import { Sheet } from "../lib/sheet.js";

test("dice of one number", () => {
  assert.equal(score("twos", [2, 1, 2, 5, 2]), 6);
  assert.equal(score("sixes", [2, 1, 2, 5, 2]), 0);
});

test("three and four alike", () => {
  assert.equal(score("threeAlike", [3, 3, 3, 4, 5]), 18);
  assert.equal(score("threeAlike", [3, 3, 2, 4, 5]), 0);
  assert.equal(score("fourAlike", [6, 6, 6, 6, 1]), 25);
  assert.equal(score("fourAlike", [6, 6, 6, 2, 1]), 0);
});

test("a full house", () => {
  assert.equal(score("fullHouse", [2, 5, 2, 5, 5]), 25);
  assert.equal(score("fullHouse", [2, 2, 5, 5, 6]), 0);
  assert.equal(score("fullHouse", [5, 5, 5, 5, 5]), 0);
});

test("a large straight", () => {
  assert.equal(score("largeStraight", [5, 1, 3, 2, 4]), 40);
  assert.equal(score("largeStraight", [2, 3, 4, 5, 6]), 40);
  assert.equal(score("largeStraight", [1, 2, 3, 4, 6]), 0);
});

test("a small straight", () => {
  assert.equal(score("smallStraight", [4, 1, 3, 2, 4]), 30);
  assert.equal(score("smallStraight", [1, 2, 3, 4, 6]), 30);
});

test("a small straight at the upper end", () => {
  assert.equal(score("smallStraight", [1, 3, 4, 5, 6]), 30);
});

test("what is no straight", () => {
  assert.equal(score("smallStraight", [1, 1, 2, 4, 6]), 0);
  assert.equal(score("largeStraight", [3, 3, 3, 3, 3]), 0);
});

test("five alike and chance", () => {
  assert.equal(score("fiveAlike", [4, 4, 4, 4, 4]), 50);
  assert.equal(score("fiveAlike", [4, 4, 4, 4, 1]), 0);
  assert.equal(score("chance", [1, 2, 2, 5, 6]), 16);
});

test("unknown combinations and other dice are refused", () => {
  assert.throws(() => score("pairs", [1, 1, 1, 1, 1]), RangeError);
  for (const dice of [[1, 2, 3, 4], [1, 2, 3, 4, 7], [1, 2, 3, 4, 0.5]]) assert.throws(() => score("chance", dice), RangeError);
});

test("each combination is put down once", () => {
  const sheet = new Sheet();
  assert.equal(sheet.put("chance", [1, 1, 1, 1, 2]), 6);
  assert.throws(() => sheet.put("chance", [6, 6, 6, 6, 6]), /put down already/);
  assert.equal(sheet.open.includes("chance"), false);
  assert.equal(sheet.open.length, 12);
  assert.equal(sheet.total, 6);
});

test("a bonus for the upper half", () => {
  const sheet = new Sheet();
  for (const [name, number] of [["sixes", 6], ["fives", 5], ["fours", 4], ["threes", 3], ["twos", 2]]) sheet.put(name, [number, number, number, 1, 1]);
  assert.equal(sheet.bonus, 0);
  sheet.put("ones", [1, 1, 1, 2, 2]);
  assert.equal(sheet.bonus, 35);
  assert.equal(sheet.total, 98);
});

test("the best combination", () => {
  const sheet = new Sheet();
  assert.equal(sheet.best([2, 2, 2, 5, 5]), "fullHouse");
  assert.equal(sheet.best([6, 6, 6, 6, 1]), "threeAlike");
  sheet.put("threeAlike", [1, 1, 1, 1, 1]);
  assert.equal(sheet.best([6, 6, 6, 6, 1]), "fourAlike");
});
