"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { convertCompound } = require("../lib/compound.js");
const { Units } = require("../lib/units.js");

let seed = 4051;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const pick = (list) => list[next(list.length)];
const names = ["a", "b", "C", "d", "E", "f", "ab"];

/** A list of steps, and the way by trying all of them, the amount step by step. */
class Plain {
  steps = [];
  known = new Set();
  add(from, to, { times, plus = 0 }) {
    this.steps = this.steps.filter((step) => !(step.from === from && step.to === to) && !(step.from === to && step.to === from));
    this.steps.push({ from, to, times, plus });
    this.known.add(from).add(to);
  }
  remove(unit) {
    this.steps = this.steps.filter((step) => step.from !== unit && step.to !== unit);
    return this.known.delete(unit);
  }
  chain(from, to) {
    let ways = [[from]];
    for (let length = 1; length <= names.length; length++) {
      const there = ways.filter((way) => way.at(-1) === to);
      if (there.length > 0) return there.reduce((best, way) => (before(way, best) ? way : best));
      ways = ways.flatMap((way) => names.filter((unit) => !way.includes(unit) && this.step(way.at(-1), unit)).map((unit) => [...way, unit]));
    }
    return null;
  }
  step(from, to) {
    return this.steps.find((step) => (step.from === from && step.to === to) || (step.from === to && step.to === from));
  }
  convert(amount, units, difference) {
    let large = Math.abs(amount);
    for (let at = 1; at < units.length; at++) {
      const { from, times, plus } = this.step(units[at - 1], units[at]);
      const added = difference ? 0 : plus;
      large = (Math.abs(from === units[at - 1] ? times : 1 / times) * (large + Math.abs(added) / Math.min(1, Math.abs(times)))) + Math.abs(added);
      amount = from === units[at - 1] ? amount * times + added : (amount - added) / times;
    }
    return { amount, large };
  }
}
function before(one, other) {
  const at = one.findIndex((unit, place) => unit !== other[place]);
  return at !== -1 && one[at] < other[at];
}
const near = (actual, expected, large, told) => assert.ok(Math.abs(actual - expected) <= 1e-9 * large, `${told}: ${actual} is not ${expected}`);

function assertSame(units, plain) {
  assert.deepEqual(units.names, [...plain.known].sort());
  for (const from of names) {
    for (const to of names) {
      if (!plain.known.has(from) || !plain.known.has(to)) {
        assert.throws(() => units.chain(from, to), RangeError);
        assert.throws(() => units.convert(1, from, to), RangeError);
        continue;
      }
      const chain = plain.chain(from, to);
      assert.deepEqual(units.chain(from, to), chain);
      if (chain === null) {
        assert.throws(() => units.convert(1, from, to), RangeError);
        continue;
      }
      for (const difference of [false, true]) {
        const amount = pick([0, 1, -40, 12.5, 1e-7, 3e5]);
        const expected = plain.convert(amount, chain, difference);
        near(units.convert(amount, from, to, { difference }), expected.amount, expected.large, `${amount} ${chain} ${difference}`);
        if (!difference) near(units.convert(amount, from, to), expected.amount, expected.large, `${amount} ${chain}`);
      }
    }
  }
}
test("units that come and go", () => {
  for (let round = 0; round < 60; round++) {
    const units = new Units();
    const plain = new Plain();
    for (let i = 0; i < 12; i++) {
      const [from, to] = [pick(names), pick(names)];
      if (next(8) === 0) {
        assert.equal(units.remove(from), plain.remove(from));
      } else if (from === to) {
        assert.throws(() => units.add(from, to, { times: 2 }), RangeError);
      } else {
        const step = { times: pick([2, 0.5, -1.5, 1, 10, -4, 1.8]), plus: pick([0, 32, -273.15, 5, undefined]) };
        assert.equal(units.add(from, to, step), units);
        plain.add(from, to, step);
      }
      assertSame(units, plain);
    }
  }
});
test("a step replaced from the other side", () => {
  const units = new Units().add("C", "F", { times: 1.8, plus: 32 }).add("F", "C", { times: 2, plus: 1 });
  assert.equal(units.convert(5, "F", "C"), 11);
  assert.equal(units.convert(11, "C", "F"), 5);
  assert.equal(units.convert(5, "F", "C", { difference: true }), 10);
});
test("differences on the way back", () => {
  const units = new Units().add("C", "F", { times: 1.8, plus: 32 });
  near(units.convert(18, "F", "C", { difference: true }), 10, 1, "18 F");
  near(convertCompound(units.add("h", "min", { times: 60 }), 108, "F/h", "C/min"), 1, 1, "108 F/h");
});
test("a scale that runs backwards", () => {
  const units = new Units().add("C", "De", { times: -1.5, plus: 150 });
  near(units.convert(0, "De", "C"), 100, 100, "0 De");
  near(units.convert(150, "De", "C"), 0, 100, "150 De");
  near(units.convert(3, "De", "C", { difference: true }), -2, 2, "3 De");
});
test("the alphabetical one of the shortest chains, whatever was added first", () => {
  for (const order of [["b", "c"], ["c", "b"]]) {
    const units = new Units();
    for (const unit of order) units.add("a", unit, { times: 2 }).add(unit, "d", { times: 3 });
    assert.deepEqual(units.chain("a", "d"), ["a", "b", "d"]);
    assert.deepEqual(units.chain("d", "a"), ["d", "b", "a"]);
  }
});
test("small amounts are not rounded", () => {
  const units = new Units().add("km", "m", { times: 1000 }).add("m", "nm", { times: 1e9 });
  for (const amount of [1, 0.004, 7e-5]) near(units.convert(amount, "nm", "km"), amount / 1e12, amount / 1e12, `${amount} nm`);
  near(units.convert(1 / 3, "m", "km"), 1 / 3000, 1e-6, "m");
});
test("a step that is refused changes nothing", () => {
  const units = new Units().add("a", "b", { times: 2 });
  const bad = [{ times: 0 }, { times: NaN }, { times: Infinity }, { times: 1, plus: NaN }, { times: 2, plus: -Infinity }, { times: "3" }, {}];
  for (const step of bad) assert.throws(() => units.add("a", "b", step), RangeError);
  for (const step of bad) assert.throws(() => units.add("x", "y", step), RangeError);
  assert.throws(() => units.add("x", "x", { times: 1 }), RangeError);
  assert.deepEqual(units.names, ["a", "b"]);
  assert.equal(units.convert(3, "a", "b"), 6);
});
test("compound units", () => {
  const units = new Units().add("km", "m", { times: 1000 }).add("h", "s", { times: 3600 }).add("C", "F", { times: 1.8, plus: 32 }).add("kg", "g", { times: 1000 });
  near(convertCompound(units, 3, "kg * m / s", "g*km/h"), (3 * 1000 * 3600) / 1000, 1e4, "kg*m/s");
  near(convertCompound(units, 9, "1/F", "1/C"), 9 * 1.8, 10, "1/F");
  near(convertCompound(units, 9, "kg*C", "g*F"), 9 * 1800, 1e4, "kg*C");
  near(convertCompound(units, 5, "F", "C"), 5 / 1.8, 5, "F");
  for (const [from, to] of [["kg*m", "g"], ["m/s", "m"], ["1/s", "m/s"], ["m", "m/s"], ["kg", "m"], ["m/x", "m/s"]]) assert.throws(() => convertCompound(units, 1, from, to), RangeError);
  for (const [from, to] of [["km/", "m/s"], ["km**h", "m*s"], ["", "m"], ["m", "m/s/s"]]) assert.throws(() => convertCompound(units, 1, from, to), SyntaxError);
});
