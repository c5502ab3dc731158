"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { fee, price } = require("../lib/fee.js");
const { CarPark } = require("../lib/park.js");

let seed = 24;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const anyTariff = () => ({ free: [0, 10, 15, 30, 60, 90][next(6)], hour: 50 * (1 + next(6)), day: [100, 500, 900, 1200][next(4)], grace: [0, 5, 10, 20][next(4)] });

/** Minute by minute: each that begins an hour of its day costs, until the day has cost enough. */
function plain({ hour, day }, minutes) {
  let sum = 0;
  let today = 0;
  for (let minute = 0; minute < minutes; minute++) {
    if (minute % 1440 === 0) today = 0;
    if (minute % 60 !== 0) continue;
    const own = Math.min(hour, day - today);
    today += own;
    sum += own;
  }
  return sum;
}
const stays = (count) => [...Array.from({ length: count }, (_, at) => at), 1439, 1440, 1441, 1499, 1500, 1501, 2879, 2880, 2881, 2900, 4320, 4380];

test("agrees with counting minute by minute", () => {
  for (let i = 0; i < 40; i++) {
    const tariff = anyTariff();
    for (const minutes of i < 8 ? stays(400) : [...stays(0), ...Array.from({ length: 30 }, () => next(5000))]) {
      const expected = minutes <= tariff.free ? 0 : plain(tariff, minutes);
      assert.equal(fee(tariff, minutes), expected, `${minutes} ${JSON.stringify(tariff)}`);
      assert.equal(price(tariff, minutes), plain(tariff, minutes));
    }
  }
});
test("whole hours and whole days have nothing begun behind them", () => {
  const tariff = { free: 0, hour: 100, day: 700, grace: 0 };
  assert.deepEqual([59, 60, 61, 120, 121].map((minutes) => fee(tariff, minutes)), [100, 100, 200, 200, 300]);
  assert.deepEqual([1440, 1441, 2880].map((minutes) => fee(tariff, minutes)), [700, 800, 1400]);
});
test("car parks keep their books", () => {
  for (let round = 0; round < 200; round++) {
    const tariff = anyTariff();
    const places = 1 + next(3);
    const park = new CarPark({ tariff, places });
    const inside = new Map();
    let taken = 0;
    let time = next(100);
    const due = (plate) => {
      const { since, paid } = inside.get(plate);
      if (paid === undefined) return time - since <= tariff.free ? 0 : plain(tariff, time - since);
      return time - paid <= tariff.grace ? 0 : plain(tariff, time - paid);
    };
    for (let i = 0; i < 30; i++) {
      time += [0, 1, next(12), next(70), next(2000)][next(5)];
      const plate = "ABCD"[next(4)];
      const what = next(4);
      if (what === 0) {
        if (inside.has(plate)) assert.throws(() => park.enter(plate, time), Error);
        else if (inside.size === places) assert.equal(park.enter(plate, time), false);
        else {
          assert.equal(park.enter(plate, time), true);
          inside.set(plate, { since: time });
        }
      } else if (!inside.has(plate)) {
        for (const method of ["due", "pay", "leave"]) assert.throws(() => park[method](plate, time), Error);
      } else {
        const amount = due(plate);
        assert.equal(park.due(plate, time), amount);
        if (what < 3) {
          assert.equal(park.pay(plate, time), amount);
          if (amount > 0) inside.get(plate).paid = time;
          taken += amount;
        } else {
          assert.equal(park.leave(plate, time), amount === 0);
          if (amount === 0) inside.delete(plate);
        }
      }
      assert.equal(park.free, places - inside.size);
      assert.equal(park.taken, taken);
    }
  }
});
test("what is no stay", () => {
  for (const minutes of [-5, 0.5, Infinity, "60", undefined]) assert.throws(() => fee({ free: 15, hour: 1, day: 2, grace: 3 }, minutes), RangeError);
});
