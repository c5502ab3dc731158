"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { readCard } = require("../lib/cards.js");
const { peg } = require("../lib/play.js");
const { score } = require("../lib/score.js");

test("reads cards", () => {
  assert.deepEqual(readCard("10s"), { name: "10S", rank: 10, suit: "S", value: 10 });
  assert.deepEqual(readCard("TS"), readCard("10S"));
  assert.equal(readCard("QD").value, 10);
  for (const text of ["1H", "H", "5", "11C", "5X"]) assert.throws(() => readCard(text), SyntaxError);
});

test("no card is there twice", () => {
  assert.throws(() => score(["TH", "2S", "3D", "9C"], "10H"), RangeError);
  assert.throws(() => score(["2S", "3D", "9C"], "10H"), RangeError);
});

test("fifteens", () => {
  assert.equal(score(["5H", "10S", "QD", "2C"], "8C").fifteens, 6);
});

test("pairs", () => {
  assert.equal(score(["7H", "7S", "7D", "2C"], "QC").pairs, 6);
  assert.equal(score(["7H", "7S", "2D", "2C"], "QC").pairs, 4);
});

test("a single run", () => {
  assert.equal(score(["7H", "9S", "8D", "2C"], "KC").runs, 3);
  assert.equal(score(["2H", "5S", "4D", "3C"], "6C").runs, 5);
  assert.equal(score(["QH", "KS", "AD", "2C"], "7C").runs, 0);
});

test("a run with a pair in it", () => {
  assert.equal(score(["4H", "5S", "5D", "6C"], "KC").runs, 6);
  assert.equal(score(["4H", "5S", "5D", "6C"], "7C").runs, 8);
});

test("a run with two pairs in it", () => {
  const { runs, pairs, total } = score(["3H", "3S", "4D", "5C"], "4C");
  assert.deepEqual({ runs, pairs, total }, { runs: 12, pairs: 4, total: 20 });
});

test("flushes", () => {
  assert.equal(score(["2H", "4H", "6H", "8H"], "KH").flush, 5);
  assert.equal(score(["2H", "4H", "6H", "8H"], "KS").flush, 4);
  assert.equal(score(["2H", "4H", "6H", "8H"], "KS", { crib: true }).flush, 0);
  assert.equal(score(["2H", "4H", "6H", "8S"], "KH").flush, 0);
});

test("the best hand", () => {
  assert.deepEqual(score(["5H", "5S", "5D", "JC"], "5C"), { fifteens: 16, pairs: 12, runs: 0, flush: 0, nobs: 1, total: 29 });
});

test("fifteen and thirty-one in the play", () => {
  assert.deepEqual(peg(["7H", "8D"]), { count: 15, points: 2 });
  assert.deepEqual(peg(["JH", "QS", "8H", "3D"]), { count: 31, points: 2 });
  assert.throws(() => peg(["JH", "QS", "8H", "4D"]), RangeError);
});

test("pairs in the play", () => {
  assert.deepEqual(peg(["6H", "6D"]).points, 2);
  assert.deepEqual(peg(["2H", "6S", "6H", "6D"]).points, 6);
  assert.deepEqual(peg(["6H", "2S", "6D"]).points, 0);
});

test("runs in the play", () => {
  assert.equal(peg(["4H", "2D", "3S"]).points, 3);
  assert.equal(peg(["3H", "5S", "4D", "6C"]).points, 4);
  assert.equal(peg(["3H", "5S", "9D", "4C"]).points, 0);
});
