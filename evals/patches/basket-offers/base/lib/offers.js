"use strict";
/** What offers take off. The README says what each type means. */

const savings = {
  take(lines, { take, pay }) {
    const prices = pricesOf(lines).sort((a, b) => b - a);
    const groups = Math.floor(prices.length / take);
    const free = groups * (take - pay);
    return sum(prices.slice(prices.length - free));
  },

  percent(lines, { percent }) {
    return sum(pricesOf(lines).map((price) => Math.round((price * percent) / 100)));
  },

  bundle(lines, { items, price }) {
    const own = items.map((item) => lines.find((line) => line.item === item));
    if (own.includes(undefined)) return 0;
    const bundles = Math.min(...own.map(({ count }) => count));
    return Math.max(0, bundles * (sum(own.map((line) => line.price)) - price));
  },
};

/**
 * The receipt of a basket: its lines as `{ item, count, amount }`, what each offer takes off as `{ name, amount }` in the order of the offers,
 * without those that take off nothing, and the total. Throws a TypeError for an offer of no known type.
 */
function receipt(basket, offers = []) {
  const lines = basket.lines;
  const taken = new Set();
  const discounts = [];
  for (const offer of offers) {
    const saving = savings[offer.type];
    if (saving === undefined) throw new TypeError(`there is no offer of type ${offer.type}`);
    const own = lines.filter(({ item }) => offer.items.includes(item) && !taken.has(item));
    for (const { item } of own) taken.add(item);
    const amount = saving(own, offer);
    if (amount > 0) discounts.push({ name: offer.name, amount });
  }
  const amounts = lines.map(({ item, price, count }) => ({ item, count, amount: price * count }));
  const total = sum(amounts.map(({ amount }) => amount)) - sum(discounts.map(({ amount }) => amount));
  return { lines: amounts, discounts, total };
}

/** The price of every single piece. */
function pricesOf(lines) {
  return lines.flatMap(({ price, count }) => Array(count).fill(price));
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

module.exports = { receipt };
