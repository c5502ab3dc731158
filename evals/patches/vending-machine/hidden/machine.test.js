import assert from "node:assert/strict";
import { test } from "node:test";
import { changeFrom, worth } from "../lib/change.js";
import { Machine, Refusal } from "../lib/machine.js";

let seed = 31337;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const pick = (list) => list[next(list.length)];
const values = [200, 100, 50, 20, 10, 5];

/** The least number of coins, by trying how many of each value; Infinity when there is no way. */
function fewest(stock, amount, of = [...stock.keys()].sort((a, b) => b - a)) {
  if (amount === 0) return 0;
  const [value, ...others] = of;
  if (value === undefined) return Infinity;
  let best = Infinity;
  for (let count = 0; count <= stock.get(value) && count * value <= amount; count++)
    best = Math.min(best, count + fewest(stock, amount - count * value, others));
  return best;
}
const number = (coins) => [...coins.values()].reduce((sum, count) => sum + count, 0);

function assertChange(stock, amount) {
  const before = new Map(stock);
  const coins = changeFrom(stock, amount);
  assert.deepEqual(stock, before);
  const best = fewest(stock, amount);
  if (best === Infinity) return assert.equal(coins, undefined, `${amount} of ${[...stock]}`);
  assert.ok(coins, `${amount} of ${[...stock]}`);
  assert.equal(worth(coins), amount);
  for (const [value, count] of coins) assert.ok(count > 0 && count <= (stock.get(value) ?? 0));
  assert.equal(number(coins), best, `${amount} of ${[...stock]}`);
}
test("change agrees with trying all", () => {
  for (let i = 0; i < 1500; i++) {
    const stock = new Map(values.filter(() => next(3) > 0).map((value) => [value, next(5)]));
    assertChange(stock, 5 * next(80));
  }
});
test("change of other currencies", () => {
  for (let i = 0; i < 600; i++) {
    const stock = new Map([[1, next(9)], [2, next(4)], [3, next(4)], [4, next(4)], [10, next(4)], [25, next(4)]].filter(() => next(4) > 0));
    assertChange(stock, next(70));
  }
  assertChange(new Map([[25, 1], [10, 3], [1, 9]]), 30);
});
test("no change of nothing is no coin", () => {
  assert.deepEqual(changeFrom(new Map(), 0), new Map());
  assert.deepEqual(changeFrom(new Map([[5, 1]]), 0), new Map());
  assert.equal(changeFrom(new Map(), 5), undefined);
});
test("machines keep their books", () => {
  for (let round = 0; round < 120; round++) {
    const stock = new Map(values.map((value) => [value, next(3)]));
    const slots = { a: { name: "A", price: 5 * (1 + next(60)), count: next(3) }, b: { name: "B", price: 5 * (1 + next(20)), count: 5 } };
    const counts = { a: slots.a.count, b: slots.b.count };
    const machine = new Machine(slots, Object.fromEntries(stock));
    let inserted = [];
    for (let i = 0; i < 25; i++) {
      const what = next(6);
      if (what < 4) {
        const coin = pick([...values, 1, 25]);
        assert.equal(machine.insert(coin), values.includes(coin));
        if (values.includes(coin)) inserted.push(coin);
      } else if (what === 4) {
        const slot = pick(["a", "b", "c"]);
        const credit = inserted.reduce((sum, coin) => sum + coin, 0);
        const all = new Map(stock);
        for (const coin of inserted) all.set(coin, all.get(coin) + 1);
        const code = slot === "c" ? "unknown-slot" : counts[slot] === 0 ? "sold-out" : credit < slots[slot].price ? "not-enough" : fewest(all, credit - slots[slot].price) === Infinity ? "no-change" : "";
        if (code !== "") assert.throws(() => machine.select(slot), (error) => error instanceof Refusal && error.code === code);
        else {
          const { name, change } = machine.select(slot);
          assert.equal(name, slots[slot].name);
          assert.equal(change.length, fewest(all, credit - slots[slot].price));
          assert.equal(change.reduce((sum, coin) => sum + coin, 0), credit - slots[slot].price);
          assert.deepEqual(change, change.toSorted((x, y) => y - x));
          for (const coin of change) {
            all.set(coin, all.get(coin) - 1);
            assert.ok(all.get(coin) >= 0);
          }
          for (const [value, count] of all) stock.set(value, count);
          inserted = [];
          counts[slot] -= 1;
        }
      } else {
        assert.deepEqual(machine.cancel(), inserted.toSorted((x, y) => y - x));
        inserted = [];
      }
      assert.equal(machine.credit, inserted.reduce((sum, coin) => sum + coin, 0));
      assert.equal(machine.total, worth(stock) + machine.credit);
    }
  }
});
test("what was given to a machine stays as it was", () => {
  const slots = { a: { name: "A", price: 50, count: 1 } };
  const machine = new Machine(slots, { 10: 1 });
  machine.insert(50);
  machine.select("a");
  assert.equal(slots.a.count, 1);
});
