"use strict";
const { readCards } = require("./cards.js");

/**
 * What the last of the cards that were played pegs, and the count so far: two points for a count of fifteen and two for thirty-one; two, six or
 * twelve for two, three or four last cards of one rank; a point for each card of the longest run that the last cards make in whatever order.
 * Throws a RangeError when the count goes over thirty-one.
 */
function peg(played) {
  const cards = readCards(played);
  const count = cards.reduce((sum, { value }) => sum + value, 0);
  if (count > 31) throw new RangeError(`over thirty-one: ${count}`);
  const ranks = cards.map(({ rank }) => rank).reverse();
  const alike = ranks.findIndex((rank) => rank !== ranks[0]);
  const same = alike === -1 ? ranks.length : alike;
  const reached = count === 15 || count === 31 ? 2 : 0;
  return { count, points: reached + same * Math.max(0, same - 1) + lastRun(ranks) };
}

/** The length of the longest run that the newest cards make, the newest one first. */
function lastRun(ranks) {
  for (let length = ranks.length; length >= 3; length--) {
    const last = ranks.slice(0, length);
    if (new Set(last).size === length && Math.max(...last) - Math.min(...last) === length - 1) return length;
  }
  return 0;
}

module.exports = { peg };
