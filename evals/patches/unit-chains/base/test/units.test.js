"use strict";
const assert = require("node:assert/strict");
const { test } = require("node:test");
const { convertCompound } = require("../lib/compound.js");
const { Units } = require("../lib/units.js");

function known() {
  const units = new Units();
  units.add("in", "cm", { times: 2.54 }).add("ft", "in", { times: 12 }).add("m", "cm", { times: 100 }).add("km", "m", { times: 1000 });
  units.add("h", "min", { times: 60 }).add("min", "s", { times: 60 });
  return units.add("K", "C", { times: 1, plus: -273.15 }).add("C", "F", { times: 1.8, plus: 32 });
}
function assertNear(actual, expected) {
  assert.ok(Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected)), `${actual} is not ${expected}`);
}

test("a single step", () => {
  assert.equal(known().convert(3, "ft", "in"), 36);
  assertNear(known().convert(100, "C", "F"), 212);
});

test("a step back", () => {
  assertNear(known().convert(36, "in", "ft"), 3);
  assertNear(known().convert(0, "C", "K"), 273.15);
});

test("a chain of steps", () => {
  assertNear(known().convert(2, "ft", "cm"), 60.96);
  assertNear(known().convert(1, "km", "ft"), 3280.839895);
  assertNear(known().convert(300, "K", "F"), 80.33);
});

test("from Fahrenheit", () => {
  assertNear(known().convert(212, "F", "C"), 100);
  assertNear(known().convert(32, "F", "K"), 273.15);
});

test("a unit is itself", () => {
  assert.equal(known().convert(7, "F", "F"), 7);
  assert.deepEqual(known().chain("F", "F"), ["F"]);
});

test("chains", () => {
  assert.deepEqual(known().chain("km", "ft"), ["km", "m", "cm", "in", "ft"]);
  assert.equal(known().chain("km", "h"), null);
});

test("the shortest chain", () => {
  const units = known().add("km", "ft", { times: 3280.84 });
  assert.deepEqual(units.chain("km", "in"), ["km", "ft", "in"]);
});

test("differences", () => {
  assertNear(known().convert(10, "C", "F", { difference: true }), 18);
  assertNear(known().convert(10, "K", "F", { difference: true }), 18);
});

test("a step that is added again", () => {
  const units = known().add("ft", "in", { times: 11 });
  assert.equal(units.convert(2, "ft", "in"), 22);
  assertNear(units.convert(22, "in", "ft"), 2);
});

test("a unit that is removed", () => {
  const units = known();
  assert.equal(units.remove("cm"), true);
  assert.equal(units.remove("cm"), false);
  assert.equal(units.chain("ft", "m"), null);
  assert.deepEqual(units.names, ["C", "F", "K", "ft", "h", "in", "km", "m", "min", "s"]);
});

test("what cannot be converted", () => {
  assert.throws(() => known().convert(1, "km", "h"), RangeError);
  assert.throws(() => known().convert(1, "km", "mile"), RangeError);
  assert.throws(() => known().add("a", "b", { times: 0 }), RangeError);
  assert.throws(() => known().add("a", "a", { times: 1 }), RangeError);
});

test("compound units", () => {
  assertNear(convertCompound(known(), 36, "km/h", "m/s"), 10);
  assertNear(convertCompound(known(), 1, "m*m", "cm*cm"), 10000);
  assertNear(convertCompound(known(), 60, "1/min", "1/s"), 1);
  assert.throws(() => convertCompound(known(), 1, "km/h", "m"), RangeError);
  assert.throws(() => convertCompound(known(), 1, "km/h/s", "m/s/s"), SyntaxError);
});
