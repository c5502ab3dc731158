import assert from "node:assert/strict";
import { test } from "node:test";
import { isDue, nextTime, timesBetween } from "../lib/times.ts";
import { readTimetable } from "../lib/timetable.ts";

const at = (text: string): Date => new Date(`${text}Z`);
const next = (text: string, after: string): string | undefined => nextTime(text, at(after))?.toISOString().slice(0, 16);

test("reads values, ranges, steps and lists", () => {
  const { minutes, hours, days } = readTimetable("*/20 9-17/4 1,15-17,30 * *");
  assert.deepEqual([...minutes], [0, 20, 40]);
  assert.deepEqual([...hours], [9, 13, 17]);
  assert.deepEqual([...days], [1, 15, 16, 17, 30]);
});

test("reads names of months and weekdays", () => {
  const { months, weekdays } = readTimetable("0 0 * Jan,nov-DEC mon-fri");
  assert.deepEqual([...months], [1, 11, 12]);
  assert.deepEqual([...weekdays], [1, 2, 3, 4, 5]);
});

test("seven is Sunday", () => {
  assert.deepEqual([...readTimetable("0 0 * * 7").weekdays], [0]);
  assert.equal(next("0 0 * * 7", "2026-11-25T12:00"), "2026-11-29T00:00");
});

test("refuses what is no timetable and says where", () => {
  for (const [text, where] of [["60 * * * *", /minute: 60/], ["* 5-3 * * *", /hour: 5-3/], ["* * 0 * *", /day: 0/], ["* * * may-foo *", /month: foo/], ["*/0 * * * *", /minute/], ["* * * *", /five|5/]] as const)
    assert.throws(() => readTimetable(text), (error) => error instanceof TypeError && where.test(error.message));
});

test("the next minute that is due", () => {
  assert.equal(next("*/15 * * * *", "2026-11-29T10:07"), "2026-11-29T10:15");
  assert.equal(next("*/15 * * * *", "2026-11-29T10:15"), "2026-11-29T10:30");
  assert.equal(next("30 9 * * *", "2026-11-29T09:30:01"), "2026-11-30T09:30");
});

test("the next month and year", () => {
  assert.equal(next("0 0 1 * *", "2026-12-15T00:00"), "2027-01-01T00:00");
  assert.equal(next("0 12 29 2 *", "2026-11-29T00:00"), "2028-02-29T12:00");
});

test("working days", () => {
  assert.equal(next("0 9 * * 1-5", "2026-11-27T09:00"), "2026-11-30T09:00");
});

test("a day of the month or a weekday, when both are given", () => {
  assert.equal(next("0 0 13 * 5", "2026-11-01T00:00"), "2026-11-06T00:00");
  assert.equal(next("0 0 13 * 5", "2026-12-11T00:00"), "2026-12-13T00:00");
  assert.equal(next("0 0 13 * 5", "2026-12-13T00:00"), "2026-12-18T00:00");
});

test("a day of some months", () => {
  assert.equal(next("0 0 31 * *", "2026-08-31T00:00"), "2026-10-31T00:00");
  assert.equal(next("0 0 1 6 *", "2026-08-31T00:00"), "2027-06-01T00:00");
});

test("a day that never comes", () => assert.equal(next("0 0 30 2 *", "2026-01-01T00:00"), undefined));

test("all times between two", () => {
  const times = timesBetween("0 */6 * * *", at("2026-11-29T06:00"), at("2026-11-30T00:00"));
  assert.deepEqual(times.map((time) => time.getUTCHours()), [6, 12, 18]);
});

test("whether a time is due", () => {
  assert.equal(isDue("30 9 * * 1", at("2026-11-30T09:30:59")), true);
  assert.equal(isDue("30 9 * * 1", at("2026-11-29T09:30")), false);
  assert.equal(isDue("0 9 1 * mon", at("2026-11-30T09:00")), true);
});

test("short names", () => {
  assert.equal(next("@weekly", "2026-11-25T12:00"), "2026-11-29T00:00");
  assert.equal(next("@yearly", "2026-11-25T12:00"), "2027-01-01T00:00");
});
