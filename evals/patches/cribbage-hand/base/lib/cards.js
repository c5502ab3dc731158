"use strict";
/** Cards are written as a rank and a suit: "AH", "10S" (or "TS"), "QD", "KC". The ace is the lowest card. */

const ranks = ["A", "2", "3", "4", "5", "6", "7", "8", "9", "10", "J", "Q", "K"];

/** Reads a card into its rank from 1 to 13, its suit, and its value: all court cards are worth ten. Small letters will do. */
function readCard(text) {
  const [, letters, suit] = /^(10|[2-9atjqk])([cdhs])$/i.exec(text) ?? [];
  if (letters === undefined) throw new SyntaxError(`not a card: ${text}`);
  const name = letters.toUpperCase().replace("T", "10");
  const rank = ranks.indexOf(name) + 1;
  return { name: `${name}${suit.toUpperCase()}`, rank, suit: suit.toUpperCase(), value: Math.min(rank, 10) };
}

/** Reads several cards. Throws a RangeError when one is there twice, in whatever way it is written. */
function readCards(texts) {
  const cards = texts.map(readCard);
  const names = new Set();
  for (const { name } of cards) {
    if (names.has(name)) throw new RangeError(`twice: ${name}`);
    names.add(name);
  }
  return cards;
}

module.exports = { readCard, readCards };
