import assert from "node:assert/strict";
import { test } from "node:test";
import { formatDuration, isWithin, parseTime, timeOfDay } from "../lib/clock.js";

test("a time is read as minutes since midnight", () => {
  assert.equal(parseTime("00:00"), 0);
  assert.equal(parseTime("7:05"), 425);
  assert.throws(() => parseTime("24:00"), RangeError);
  assert.throws(() => parseTime("noon"), TypeError);
});

test("a minute of a later day has the time of day that it has", () => {
  assert.equal(timeOfDay(1500), 60);
});

test("a time lies in a period or outside it", () => {
  const morning = { from: parseTime("07:00"), to: parseTime("09:30") };
  assert.ok(isWithin(parseTime("08:15"), morning));
  assert.ok(!isWithin(parseTime("12:00"), morning));
});

test("a period may run over midnight", () => {
  const night = { from: parseTime("22:00"), to: parseTime("05:00") };
  assert.ok(isWithin(parseTime("23:30"), night));
  assert.ok(isWithin(parseTime("04:59"), night));
  assert.ok(!isWithin(parseTime("05:00"), night));
});

test("a duration is shown in hours and minutes", () => {
  assert.equal(formatDuration(45), "45 min");
  assert.equal(formatDuration(65), "1 h 05");
});
