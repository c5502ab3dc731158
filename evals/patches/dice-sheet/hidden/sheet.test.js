import assert from "node:assert/strict";
import { test } from "node:test";
import { combinations, score, upper } from "../lib/combinations.js";
import { Sheet } from "../lib/sheet.js";

let seed = 5050;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;

/** Points by looking at the dice in order, as texts. */
function plain(combination, dice) {
  const sorted = dice.toSorted().join("");
  const all = dice.reduce((a, b) => a + b);
  const has = (row) => [...row].every((number) => sorted.includes(number));
  const at = upper.indexOf(combination);
  if (at >= 0) return (sorted.split(`${at + 1}`).length - 1) * (at + 1);
  switch (combination) {
    case "threeAlike": return /(.)\1\1/.test(sorted) ? all : 0;
    case "fourAlike": return /(.)\1\1\1/.test(sorted) ? all : 0;
    case "fullHouse": return /^((.)\2\2(.)\3|(.)\4(.)\5\5)$/.test(sorted) && sorted[0] !== sorted[4] ? 25 : 0;
    case "smallStraight": return ["1234", "2345", "3456"].some(has) ? 30 : 0;
    case "largeStraight": return ["12345", "23456"].some(has) ? 40 : 0;
    case "fiveAlike": return sorted[0] === sorted[4] ? 50 : 0;
    default: return all;
  }
}
const everyRoll = Array.from({ length: 6 ** 5 }, (_, at) => [0, 1, 2, 3, 4].map((place) => 1 + (Math.floor(at / 6 ** place) % 6)));

test("all dice as all combinations", () => {
  assert.equal(combinations.length, 13);
  for (const dice of everyRoll) {
    const copy = [...dice];
    for (const combination of combinations) {
      const found = score(combination, dice);
      if (found !== plain(combination, dice)) assert.fail(`${combination} of ${dice}: ${found}`);
    }
    assert.deepEqual(dice, copy);
  }
});
test("straights with gaps before, between and behind", () => {
  for (const dice of [[1, 2, 4, 5, 6], [1, 2, 3, 5, 6], [1, 3, 4, 6, 6], [2, 3, 5, 6, 6], [1, 2, 3, 6, 6]]) assert.equal(score("smallStraight", dice), 0);
  for (const dice of [[3, 4, 4, 5, 6], [2, 3, 3, 4, 5], [1, 1, 2, 3, 4], [1, 2, 3, 4, 5], [2, 3, 4, 5, 6]]) assert.equal(score("smallStraight", dice), 30);
});
test("sheets keep their books", () => {
  for (let round = 0; round < 200; round++) {
    const sheet = new Sheet();
    const down = new Map();
    for (let i = 0; i < 25; i++) {
      const dice = next(4) === 0 ? Array(5).fill(1 + next(6)) : Array.from({ length: 5 }, () => 1 + next(6));
      const open = combinations.filter((one) => !down.has(one));
      const most = Math.max(...open.map((one) => plain(one, dice)));
      assert.equal(sheet.best(dice), open.find((one) => plain(one, dice) === most));
      const combination = combinations[next(13)];
      if (down.has(combination)) assert.throws(() => sheet.put(combination, dice), Error);
      else {
        assert.equal(sheet.put(combination, dice), plain(combination, dice));
        down.set(combination, plain(combination, dice));
      }
      assert.deepEqual(sheet.open, combinations.filter((one) => !down.has(one)));
      let [high, all] = [0, 0];
      for (const [name, own] of down) {
        all += own;
        if (upper.includes(name)) high += own;
      }
      assert.equal(sheet.bonus, high > 62 ? 35 : 0);
      assert.equal(sheet.total, all + (high > 62 ? 35 : 0));
    }
  }
});
test("what is refused is not put down", () => {
  const sheet = new Sheet();
  for (const dice of [[], [1, 2, 3, 4, 5, 6], [1, 2, 3, 4, "5"], [0, 1, 2, 3, 4], [NaN, 1, 1, 1, 1]]) assert.throws(() => sheet.put("chance", dice), RangeError);
  assert.throws(() => sheet.put("toString", [1, 1, 1, 1, 1]), RangeError);
  assert.equal(sheet.open.length, 13);
  assert.equal(sheet.total, 0);
});
