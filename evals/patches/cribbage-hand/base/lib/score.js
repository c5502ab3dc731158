"use strict";
const { readCards } = require("./cards.js");

/**
 * The points of four cards in hand with the starter, by what they are for, and their `total`. A hand in the crib is counted alike but for its
 * flush: see below. The cards given are not changed.
 */
function score(hand, starter, { crib = false } = {}) {
  if (hand.length !== 4) throw new RangeError(`a hand has four cards, not ${hand.length}`);
  const cards = readCards([...hand, starter]);
  const ranks = cards.map(({ rank }) => rank);
  const points = {
    fifteens: 2 * waysTo(15, cards),
    pairs: 2 * countPairs(ranks),
    runs: runPoints(ranks),
    flush: flushPoints(cards, crib),
    nobs: nobs(cards),
  };
  return { ...points, total: Object.values(points).reduce((sum, each) => sum + each, 0) };
}

/** How many different sets of the cards are worth so much. */
function waysTo(sum, [first, ...others]) {
  if (sum === 0) return 1;
  if (sum < 0 || first === undefined) return 0;
  return waysTo(sum - first.value, others) + waysTo(sum, others);
}

function countPairs(ranks) {
  return ranks.flatMap((rank, at) => ranks.slice(at + 1).filter((other) => other === rank)).length;
}

/** A point for each card of each of the longest runs, which have at least three cards. */
function runPoints(ranks) {
  const there = new Set(ranks);
  for (const rank of there) {
    if (there.has(rank - 1)) continue;
    let length = 1;
    while (there.has(rank + length)) length += 1;
    if (length >= 3) return length * (ranks.length - there.size + 1);
  }
  return 0;
}

/**
 * Four points when the cards in hand are of one suit, five when the starter is too. In the crib four are not enough: there is a flush of five or
 * none.
 */
function flushPoints(cards, crib) {
  const alike = cards.slice(1).findIndex(({ suit }) => suit !== cards[0].suit);
  if (alike === -1) return 5;
  return alike === 3 && !crib ? 4 : 0;
}

/** One point for a jack in hand of the suit of the starter. */
function nobs(cards) {
  const starter = cards[4];
  return cards.slice(0, 4).some(({ rank, suit }) => rank === 11 && suit === starter.suit) ? 1 : 0;
}

module.exports = { score };
