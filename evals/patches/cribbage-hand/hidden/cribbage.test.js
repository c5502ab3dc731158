"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { readCard, readCards } = require("../lib/cards.js");
const { peg } = require("../lib/play.js");
const { score } = require("../lib/score.js");

let seed = 2911;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const names = ["A", "2", "3", "4", "5", "6", "7", "8", "9", "10", "J", "Q", "K"];
const worth = (text) => Math.min(10, rankOf(text));
const rankOf = (text) => names.indexOf(text.slice(0, -1)) + 1;
const suitOf = (text) => text.at(-1);

/** So many cards of a pack that has only some of its ranks, so that runs and pairs are many. */
function deal(count, from, to) {
  const pack = names.slice(from, to).flatMap((name) => ["C", "D", "H", "S"].map((suit) => name + suit));
  return Array.from({ length: count }, () => pack.splice(next(pack.length), 1)[0]);
}
const subsets = (cards) => cards.reduce((sets, card) => [...sets, ...sets.map((set) => [...set, card])], [[]]);
function isRun(cards) {
  const sorted = cards.map(rankOf).sort((one, other) => one - other);
  return cards.length >= 3 && sorted.every((rank, at) => rank === sorted[0] + at);
}
function plainScore(hand, starter, crib) {
  const sets = subsets([...hand, starter]);
  const runs = sets.filter(isRun).map(({ length }) => length);
  const longest = Math.max(0, ...runs);
  const one = (cards) => cards.every((card) => suitOf(card) === suitOf(hand[0]));
  const points = {
    fifteens: 2 * sets.filter((set) => set.reduce((sum, card) => sum + worth(card), 0) === 15).length,
    pairs: 2 * sets.filter((set) => set.length === 2 && rankOf(set[0]) === rankOf(set[1])).length,
    runs: longest * runs.filter((length) => length === longest).length,
    flush: one([...hand, starter]) ? 5 : one(hand) && !crib ? 4 : 0,
    nobs: hand.includes(`J${suitOf(starter)}`) ? 1 : 0,
  };
  const { fifteens, pairs, runs: run, flush, nobs } = points;
  return { ...points, total: fifteens + pairs + run + flush + nobs };
}
function plainPeg(played) {
  const count = played.reduce((sum, card) => sum + worth(card), 0);
  if (count > 31) return null;
  let points = count === 15 || count === 31 ? 2 : 0;
  const pairs = { 4: 12, 3: 6, 2: 2 };
  for (const length of [4, 3, 2]) {
    const last = played.slice(-length);
    if (last.length === length && last.every((card) => rankOf(card) === rankOf(last[0]))) {
      points += pairs[length];
      break;
    }
  }
  for (let length = played.length; length >= 3; length--) {
    if (isRun(played.slice(-length))) {
      points += length;
      break;
    }
  }
  return { count, points };
}
const bands = [[0, 13], [0, 5], [1, 6], [6, 11], [8, 13], [2, 8], [5, 13]];

test("hands", () => {
  for (let round = 0; round < 4000; round++) {
    const [from, to] = bands[round % bands.length];
    const cards = deal(5, from, to);
    const hand = Object.freeze(cards.slice(0, 4));
    const crib = next(3) === 0;
    assert.deepEqual(score(hand, cards[4], { crib }), plainScore(hand, cards[4], crib), cards.join(" "));
    if (!crib) assert.deepEqual(score(hand, cards[4]), plainScore(hand, cards[4], false));
  }
});
test("flushes", () => {
  for (let round = 0; round < 600; round++) {
    const suit = ["C", "D", "H", "S"][next(4)];
    const hand = deal(13, 0, 13).map((card) => card.slice(0, -1)).filter((name, at, all) => all.indexOf(name) === at);
    if (hand.length < 5) continue;
    const cards = hand.slice(0, 5).map((name, at) => name + (next(6) === 0 ? ["C", "D", "H", "S"][at % 4] : suit));
    for (const crib of [false, true]) assert.deepEqual(score(cards.slice(0, 4), cards[4], { crib }), plainScore(cards.slice(0, 4), cards[4], crib), cards.join(" "));
  }
});
test("runs with two or three cards of a rank", () => {
  assert.equal(score(["3H", "3S", "3D", "4C"], "5C").runs, 9);
  assert.equal(score(["3H", "4S", "5D", "9C"], "9D").runs, 3);
  assert.equal(score(["8H", "9S", "10D", "9C"], "10C").runs, 12);
  assert.equal(score(["10H", "JS", "QD", "KC"], "QC").runs, 8);
  assert.equal(score(["AH", "2S", "QD", "KC"], "JC").runs, 3);
});
test("the play", () => {
  for (let round = 0; round < 4000; round++) {
    const [from, to] = bands[next(bands.length)];
    const played = deal(1 + next(7), from, next(2) === 0 ? to : from + 4);
    const expected = plainPeg(played);
    if (expected === null) assert.throws(() => peg(played), RangeError);
    else assert.deepEqual(peg(Object.freeze(played)), expected, played.join(" "));
  }
});
test("a rank that comes twice ends a run in the play", () => {
  assert.equal(peg(["4H", "5D", "5S", "6H"]).points, 0);
  assert.equal(peg(["3H", "3D", "4S", "5H"]).points, 3 + 2);
  assert.equal(peg(["4H", "3D", "4S", "5H"]).points, 3);
});
test("cards however they are written", () => {
  for (const name of names) {
    for (const suit of "CDHS") {
      const card = { name: name + suit, rank: rankOf(name + suit), suit, value: worth(name + suit) };
      assert.deepEqual(readCard(name + suit), card);
      assert.deepEqual(readCard((name + suit).toLowerCase()), card);
    }
  }
  assert.deepEqual(readCards(["th", "10s"]).map(({ name }) => name), ["10H", "10S"]);
  assert.throws(() => readCards(["th", "2s", "10H"]), RangeError);
  assert.throws(() => peg(["ah", "2s", "AH"]), RangeError);
  assert.throws(() => score(["2H", "3H", "4H", "5H"], "5h"), RangeError);
  assert.throws(() => score(["2H", "3H", "4H", "5H", "6H"], "7h"), RangeError);
  for (const text of ["", "0H", "1S", "10", "HH", "5HH", " 5H", "AA", "100H"]) assert.throws(() => readCard(text), SyntaxError);
});
