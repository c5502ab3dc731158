"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { fee } = require("../lib/fee.js");
const { CarPark } = require("../lib/park.js");

const tariff = { free: 15, hour: 200, day: 1200, grace: 10 };
const park = (places = 10) => new CarPark({ tariff, places });

test("a short stay is free", () => {
  assert.equal(fee(tariff, 0), 0);
  assert.equal(fee(tariff, 15), 0);
});

test("hours that were begun are paid", () => {
  assert.equal(fee(tariff, 45), 200);
  assert.equal(fee(tariff, 70), 400);
  assert.equal(fee(tariff, 170), 600);
});

test("a day has a highest price", () => {
  assert.equal(fee(tariff, 8 * 60 + 5), 1200);
  assert.equal(fee(tariff, 23 * 60), 1200);
});

test("several days", () => {
  assert.equal(fee(tariff, 26 * 60 + 30), 1800);
  assert.equal(fee(tariff, 2 * 24 * 60 + 20 * 60), 3600);
});

test("what is no stay is refused", () => {
  for (const minutes of [-1, 2.5, NaN]) assert.throws(() => fee(tariff, minutes), RangeError);
});

test("a car park has so many places", () => {
  const small = park(1);
  assert.equal(small.enter("A", 0), true);
  assert.equal(small.enter("B", 1), false);
  assert.equal(small.free, 0);
  assert.equal(small.leave("A", 2), true);
  assert.equal(small.enter("B", 3), true);
});

test("who is in cannot come in, who is out cannot pay", () => {
  const own = park();
  own.enter("A", 0);
  assert.throws(() => own.enter("A", 1), /A is in already/);
  assert.throws(() => own.pay("B", 1), /B is not in/);
});

test("nobody leaves before paying", () => {
  const own = park();
  own.enter("A", 100);
  assert.equal(own.leave("A", 190), false);
  assert.equal(own.pay("A", 190), 400);
  assert.equal(own.leave("A", 199), true);
  assert.equal(own.taken, 400);
  assert.equal(own.free, 10);
});

test("who has paid has some time to leave", () => {
  const own = park();
  own.enter("A", 0);
  own.pay("A", 30);
  assert.equal(own.due("A", 40), 0);
  assert.equal(own.pay("A", 38), 0);
  assert.equal(own.leave("A", 75), false);
});

test("who stays longer pays again", () => {
  const own = park();
  own.enter("A", 0);
  own.pay("A", 30);
  assert.equal(own.pay("A", 100), 400);
  assert.equal(own.taken, 600);
});

test("cars do not matter to each other", () => {
  const own = park();
  own.enter("A", 0);
  own.enter("B", 50);
  own.pay("A", 100);
  assert.equal(own.due("B", 100), 200);
  assert.equal(own.leave("A", 105), true);
  assert.equal(own.leave("B", 105), false);
});
