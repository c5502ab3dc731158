"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { Basket } = require("../lib/basket.js");
const { receipt } = require("../lib/offers.js");

const basket = (...lines) => lines.reduce((all, line) => all.add(...line), new Basket());
const threeForTwo = { name: "3 for 2", type: "take", items: ["jam", "tea", "honey", "salt"], take: 3, pay: 2 };

test("a basket keeps lines in order", () => {
  assert.deepEqual(basket(["tea", 250], ["jam", 300, 2], ["tea", 250, 3]).lines, [
    { item: "tea", price: 250, count: 4 },
    { item: "jam", price: 300, count: 2 },
  ]);
});

test("an item has one price, and counts are whole", () => {
  assert.throws(() => basket(["tea", 250], ["tea", 240]), RangeError);
  for (const [price, count] of [[2.5, 1], [-1, 1], [100, 0], [100, 1.5]]) assert.throws(() => basket(["tea", price, count]), RangeError);
});

test("pieces can be taken out", () => {
  const shopping = basket(["tea", 250, 3], ["jam", 300]);
  assert.equal(shopping.remove("tea"), 3);
  assert.equal(shopping.remove("jam", 5), 1);
  assert.equal(shopping.remove("salt"), 0);
  assert.deepEqual(shopping.lines, []);
});

test("without offers everything is paid", () => {
  assert.deepEqual(receipt(basket(["tea", 250, 2], ["jam", 300])), {
    lines: [
      { item: "tea", count: 2, amount: 500 },
      { item: "jam", count: 1, amount: 300 },
    ],
    discounts: [],
    total: 800,
  });
});

test("three for two: the cheapest of three is free", () => {
  assert.deepEqual(receipt(basket(["tea", 250], ["jam", 300], ["salt", 120]), [threeForTwo]).discounts, [{ name: "3 for 2", amount: 120 }]);
  assert.equal(receipt(basket(["tea", 250, 2]), [threeForTwo]).total, 500);
});

test("three for two: one piece of every three is free", () => {
  const shopping = basket(["jam", 300, 2], ["tea", 250, 2], ["salt", 120, 2]);
  assert.deepEqual(receipt(shopping, [threeForTwo]).discounts, [{ name: "3 for 2", amount: 370 }]);
});

test("three for two: what is left over makes no group", () => {
  assert.equal(receipt(basket(["jam", 300, 3], ["salt", 120]), [threeForTwo]).total, 720);
});

test("percent are taken off each piece", () => {
  const offer = { name: "tea week", type: "percent", items: ["tea"], percent: 10 };
  assert.deepEqual(receipt(basket(["tea", 255, 3], ["jam", 300]), [offer]).discounts, [{ name: "tea week", amount: 78 }]);
});

test("bundles", () => {
  const offer = { name: "breakfast", type: "bundle", items: ["tea", "jam"], price: 500 };
  assert.equal(receipt(basket(["tea", 250, 3], ["jam", 300, 2]), [offer]).total, 1250);
  assert.deepEqual(receipt(basket(["tea", 250]), [offer]).discounts, []);
  assert.deepEqual(receipt(basket(["tea", 250], ["jam", 200]), [offer]).discounts, []);
});

test("a piece takes part in the first offer only", () => {
  const half = { name: "half", type: "percent", items: ["jam", "salt"], percent: 50 };
  const shopping = basket(["jam", 300, 3], ["salt", 120]);
  assert.deepEqual(receipt(shopping, [half, threeForTwo]).discounts, [{ name: "half", amount: 510 }]);
});

test("an offer of no known type is a mistake", () => {
  assert.throws(() => receipt(basket(["tea", 250]), [{ name: "x", type: "gift", items: [] }]), TypeError);
});
