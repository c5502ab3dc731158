import assert from "node:assert/strict";
import { test } from "node:test";
import { addWorkingDays, isWorkingDay, lastWorkingDay, workingDaysBetween } from "../lib/days.js";

// 2026-12-25 is a Friday.
const holidays = ["2027-01-01", "2026-12-25"];

test("weekends and holidays are no working days", () => {
  assert.equal(isWorkingDay("2026-12-24", holidays), true);
  assert.equal(isWorkingDay("2026-12-25", holidays), false);
  assert.equal(isWorkingDay("2026-12-26", holidays), false);
});
test("goes on over a weekend", () => assert.equal(addWorkingDays("2026-11-27", 2), "2026-12-01"));
test("goes back over a weekend", () => assert.equal(addWorkingDays("2026-12-01", -2), "2026-11-27"));
test("passes over holidays", () => assert.equal(addWorkingDays("2026-12-24", 5, holidays), "2027-01-04") );
test("zero days on from a Saturday is Monday", () => {
  assert.equal(addWorkingDays("2026-11-28", 0), "2026-11-30");
  assert.equal(addWorkingDays("2026-11-27", 0), "2026-11-27");
});
test("counts working days on the way", () => {
  assert.equal(workingDaysBetween("2026-11-30", "2026-12-04"), 4);
  assert.equal(workingDaysBetween("2026-11-27", "2026-11-30"), 1);
  assert.equal(workingDaysBetween("2026-12-21", "2026-12-28", holidays), 4);
});
test("from a day to itself it is none", () => assert.equal(workingDaysBetween("2026-11-30", "2026-11-30"), 0));
test("the way back counts below zero", () => {
  assert.equal(workingDaysBetween("2026-12-02", "2026-11-30"), -2);
  assert.equal(workingDaysBetween("2026-12-01", "2026-11-27"), -2);
});
test("the last working day of a month", () => {
  assert.equal(lastWorkingDay("2026-11"), "2026-11-30");
  assert.equal(lastWorkingDay("2027-01"), "2027-01-29");
});
test("refuses what is no date", () => {
  assert.throws(() => isWorkingDay("2026-02-30"), RangeError);
  assert.throws(() => addWorkingDays("2026-11-30", 0.5), RangeError);
});
