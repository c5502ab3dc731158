import assert from "node:assert/strict";
import { test } from "node:test";
import { createStock } from "../lib/stock.js";

const open = (more) => createStock({ bolt: { onHand: 10, reserved: 0, minimum: 5, pack: 4, ...more } });
test("the last free piece can be reserved, and no more", () => {
  for (let first = 1; first < 10; first++)
    for (let second = 1; second <= 11; second++) {
      const stock = open();
      assert.equal(stock.reserve("bolt", first), true);
      assert.equal(stock.reserve("bolt", second), first + second <= 10, `${first} ${second}`);
      assert.equal(stock.free("bolt"), first + second <= 10 ? 10 - first - second : 10 - first);
    }
});
test("all at once", () => assert.equal(open().reserve("bolt", 10), true));
test("many small ones", () => {
  const stock = open();
  for (let i = 0; i < 10; i++) assert.equal(stock.reserve("bolt", 1), true);
  assert.equal(stock.reserve("bolt", 1), false);
});
test("shipping frees nothing", () => {
  const stock = open();
  stock.reserve("bolt", 6);
  assert.equal(stock.ship("bolt", 7), false);
  assert.equal(stock.ship("bolt", 4), true);
  assert.equal(stock.free("bolt"), 4);
  assert.equal(stock.reserve("bolt", 4), true);
  assert.equal(stock.reserve("bolt", 1), false);
  stock.receive("bolt", 3);
  assert.equal(stock.reserve("bolt", 3), true);
  assert.equal(stock.ship("bolt", 9), true);
});
test("reserved from the start", () => assert.equal(open({ reserved: 7 }).reserve("bolt", 4), false));
test("orders", () => {
  for (const [onHand, packs] of [[5, undefined], [4, 1], [1, 1], [0, 2], [20, undefined]])
    assert.equal(open({ onHand }).orders().bolt, packs);
});
test("refusals", () => {
  for (const bad of [0, -1, 1.5, Number.NaN]) {
    assert.throws(() => open().reserve("bolt", bad), RangeError);
    assert.throws(() => open().ship("bolt", bad), RangeError);
    assert.throws(() => open().receive("bolt", bad), RangeError);
  }
  assert.throws(() => open().free("nut"), RangeError);
});
