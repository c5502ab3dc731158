import assert from "node:assert/strict";
import { test } from "node:test";
import { changeFrom } from "../lib/change.js";
import { Machine } from "../lib/machine.js";

const drinks = () => ({ a1: { name: "water", price: 120, count: 2 }, b1: { name: "juice", price: 170, count: 1 } });
const stock = (coins) => new Map(Object.entries(coins).map(([value, count]) => [Number(value), count]));
const insert = (machine, ...coins) => coins.forEach((coin) => machine.insert(coin));

test("sells for the exact price", () => {
  const machine = new Machine(drinks());
  insert(machine, 100, 20);
  assert.deepEqual(machine.select("a1"), { name: "water", change: [] });
  assert.equal(machine.credit, 0);
  assert.equal(machine.total, 120);
});
test("gives change, the largest coins first", () => {
  const machine = new Machine(drinks(), { 50: 2, 20: 2, 10: 5 });
  insert(machine, 200);
  assert.deepEqual(machine.select("a1").change, [50, 20, 10]);
  assert.equal(machine.total, 310);
});
test("the inserted coins may be change", () => {
  const machine = new Machine(drinks());
  insert(machine, 100, 50, 50, 20);
  assert.deepEqual(machine.select("b1").change, [50]);
});
test("a coin too large does not keep others from being change", () => {
  const machine = new Machine(drinks(), { 50: 1, 20: 3 });
  insert(machine, 100, 20, 20, 20, 20);
  assert.deepEqual(machine.select("a1").change, [20, 20, 20]);
});
test("change of many small coins", () => {
  assert.deepEqual(changeFrom(stock({ 50: 1, 20: 4 }), 80), stock({ 20: 4 }));
  assert.deepEqual(changeFrom(stock({ 10: 2, 5: 4 }), 35), stock({ 10: 2, 5: 3 }));
});
test("without change nothing is sold and nothing lost", () => {
  const machine = new Machine(drinks(), { 50: 1 });
  insert(machine, 100, 50);
  assert.throws(() => machine.select("a1"), { code: "no-change" });
  assert.equal(machine.credit, 150);
  assert.deepEqual(machine.cancel(), [100, 50]);
  assert.equal(machine.total, 50);
});
test("refuses what cannot be sold", () => {
  const machine = new Machine(drinks());
  assert.throws(() => machine.select("z9"), { code: "unknown-slot" });
  assert.throws(() => machine.select("a1"), { code: "not-enough" });
  insert(machine, 100, 50, 20);
  machine.select("b1");
  insert(machine, 200);
  assert.throws(() => machine.select("b1"), { code: "sold-out" });
});
test("does not take unknown coins", () => {
  const machine = new Machine(drinks());
  assert.equal(machine.insert(3), false);
  assert.equal(machine.insert(50), true);
  assert.equal(machine.credit, 50);
});
