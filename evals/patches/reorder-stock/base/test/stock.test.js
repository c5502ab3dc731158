import assert from "node:assert/strict";
import { test } from "node:test";
import { createStock } from "../lib/stock.js";

const open = () => createStock({ bolt: { onHand: 10, reserved: 0, minimum: 5, pack: 4 } });

test("reserves what is free", () => {
  const stock = open();
  assert.equal(stock.reserve("bolt", 4), true);
  assert.equal(stock.free("bolt"), 6);
});
test("does not promise the same item twice", () => {
  const stock = open();
  stock.reserve("bolt", 8);
  assert.equal(stock.reserve("bolt", 8), false);
  assert.equal(stock.free("bolt"), 2);
});
test("ships", () => {
  const stock = open();
  stock.reserve("bolt", 3);
  assert.equal(stock.ship("bolt", 3), true);
  assert.equal(stock.free("bolt"), 7);
});
test("orders whole packs", () => {
  const stock = open();
  stock.reserve("bolt", 9);
  assert.deepEqual(stock.orders(), { bolt: 1 });
});
