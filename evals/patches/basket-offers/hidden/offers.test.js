"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { Basket } = require("../lib/basket.js");
const { receipt } = require("../lib/offers.js");

let seed = 5;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const items = ["a", "b", "c", "d", "e"];

function anyBasket() {
  const basket = new Basket();
  const prices = items.map(() => [5, 15, 99, 100, 250, 1000, next(2000)][next(7)]);
  for (let i = next(6); i > 0; i--) {
    const at = next(items.length);
    basket.add(items[at], prices[at], 1 + next(4));
  }
  return basket;
}
function anyOffer(at) {
  const own = items.filter(() => next(2) === 0);
  const type = ["take", "take", "percent", "bundle"][next(4)];
  const take = 1 + next(5);
  return { name: `${type} ${at}`, type, items: own.length === 0 ? ["a"] : own, take, pay: next(take + 1), percent: [5, 10, 33, 50, 100][next(5)], price: next(900) };
}
/** Takes pieces one after another from a pile. */
function plain(lines, offers) {
  let pile = lines.flatMap(({ item, price, count }) => Array.from({ length: count }, () => ({ item, price })));
  const discounts = [];
  for (const { name, type, items: own, take, pay, percent, price } of offers) {
    const pieces = pile.filter(({ item }) => own.includes(item));
    pile = pile.filter((piece) => !pieces.includes(piece));
    let amount = 0;
    if (type === "percent") for (const piece of pieces) amount += Math.floor((2 * piece.price * percent + 100) / 200);
    if (type === "take") {
      while (pieces.length >= take) {
        const group = [];
        while (group.length < take) {
          const dearest = pieces.reduce((best, piece) => (piece.price > best.price ? piece : best));
          pieces.splice(pieces.indexOf(dearest), 1);
          group.push(dearest);
        }
        for (let k = pay; k < take; k++) amount += group[k].price;
      }
    }
    if (type === "bundle") {
      for (;;) {
        const bundle = own.map((item) => pieces.find((piece) => piece.item === item));
        if (bundle.includes(undefined)) break;
        for (const piece of bundle) pieces.splice(pieces.indexOf(piece), 1);
        amount += bundle.reduce((all, piece) => all + piece.price, 0) - price;
      }
    }
    if (amount > 0) discounts.push({ name, amount });
  }
  const all = lines.reduce((total, { price, count }) => total + price * count, 0);
  return { discounts, total: all - discounts.reduce((total, { amount }) => total + amount, 0) };
}
test("agrees with pieces that are taken from a pile", () => {
  for (let i = 0; i < 3000; i++) {
    const basket = anyBasket();
    const lines = basket.lines;
    const offers = Array.from({ length: next(4) }, (_, at) => anyOffer(at));
    const given = structuredClone(offers);
    const found = receipt(basket, offers);
    const expected = plain(lines, offers);
    assert.deepEqual(found.discounts, expected.discounts, JSON.stringify([lines, offers]));
    assert.equal(found.total, expected.total);
    assert.deepEqual(found.lines, lines.map(({ item, price, count }) => ({ item, count, amount: price * count })));
    assert.deepEqual(basket.lines, lines);
    assert.deepEqual(offers, given);
  }
});
test("four for two", () => {
  const offer = { name: "o", type: "take", items: ["a", "b"], take: 4, pay: 2 };
  assert.equal(receipt(new Basket().add("a", 90, 3), [offer]).total, 270);
  assert.equal(receipt(new Basket().add("a", 90, 3).add("b", 1000, 4), [offer]).total, 2270);
});
test("baskets keep their books", () => {
  for (let round = 0; round < 200; round++) {
    const basket = new Basket();
    let expected = [];
    for (let i = 0; i < 20; i++) {
      const item = items[next(5)];
      const line = expected.find((one) => one.item === item);
      if (next(3) === 0) {
        const count = [1, 2, 9, undefined][next(4)];
        const taken = Math.min(line?.count ?? 0, count ?? 1e9);
        assert.equal(basket.remove(item, count), taken);
        if (line) line.count -= taken;
        expected = expected.filter((one) => one.count > 0);
      } else {
        const price = 10 * (1 + next(2));
        const count = 1 + next(3);
        if (line && line.price !== price) assert.throws(() => basket.add(item, price, count), RangeError);
        else {
          assert.equal(basket.add(item, price, count), basket);
          if (line) line.count += count;
          else expected.push({ item, price, count });
        }
      }
      assert.deepEqual(basket.lines, expected);
      for (const one of basket.lines) one.count = 77;
      assert.deepEqual(basket.lines, expected);
    }
  }
});
test("what is no price and no count", () => {
  for (const [price, count] of [[NaN, 1], ["1", 1], [1, -1], [1, NaN], [-5, 1], [0.5, 1]]) {
    const basket = new Basket();
    assert.throws(() => basket.add("a", price, count), RangeError);
    assert.deepEqual(basket.lines, []);
  }
  assert.equal(receipt(new Basket().add("a", 0, 2)).total, 0);
});
