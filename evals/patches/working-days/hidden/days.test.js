import assert from "node:assert/strict";
import { test } from "node:test";
import { addWorkingDays, isWorkingDay, lastWorkingDay, workingDaysBetween } from "../lib/days.js";

let seed = 1234;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
/** All days of three years, told by counting from a known Thursday. */
const all = [];
for (let year = 2026, weekday = 4; year <= 2028; year++)
  for (let month = 1; month <= 12; month++) {
    const length = month === 2 ? (year === 2028 ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
    for (let day = 1; day <= length; day++, weekday = (weekday + 1) % 7)
      all.push({ date: `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`, weekday });
  }
const holidays = [...all.filter((_, at) => at % 23 === 7).map(({ date }) => date).toReversed(), "2026-12-25", "2027-01-01"];
const free = new Set(holidays);
const works = ({ date, weekday }, list = free) => weekday > 0 && weekday < 6 && !list.has(date);
const plain = (number) => number + 0;

test("working days agree with the calendar", () => {
  for (const one of all) {
    assert.equal(isWorkingDay(one.date, holidays), works(one));
    assert.equal(isWorkingDay(one.date), works(one, new Set()));
  }
});
test("counts agree with walking through the calendar, both ways", () => {
  for (let i = 0; i < 400; i++) {
    const [a, b] = [next(all.length - 60) + 30, 0];
    const to = a + next(50) - 25;
    const list = next(2) === 0 ? free : new Set();
    let expected = b;
    for (let at = a; at !== to; ) {
      at += Math.sign(to - a);
      if (works(all[at], list)) expected += Math.sign(to - a);
    }
    const between = workingDaysBetween(all[a].date, all[to].date, [...list]);
    assert.equal(plain(between), expected, `${all[a].date} ${all[to].date}`);
    if (works(all[to], list) && a !== to) assert.equal(addWorkingDays(all[a].date, between, [...list]), all[to].date);
  }
});
test("steps agree with walking through the calendar", () => {
  for (let i = 0; i < 400; i++) {
    const from = next(all.length - 200) + 100;
    const count = next(41) - 20;
    let at = from;
    let left = count;
    if (count === 0) while (!works(all[at])) at += 1;
    while (left !== 0) {
      at += Math.sign(count);
      if (works(all[at])) left -= Math.sign(count);
    }
    assert.equal(addWorkingDays(all[from].date, count, holidays), all[at].date);
  }
});
test("the last working day of each month", () => {
  for (const month of new Set(all.map(({ date }) => date.slice(0, 7)))) {
    const days = all.filter((one) => one.date.startsWith(month) && works(one));
    assert.equal(lastWorkingDay(month, holidays), days.at(-1).date);
  }
});
test("ways that start or end on a weekend", () => {
  assert.equal(workingDaysBetween("2026-11-28", "2026-11-27"), -1);
  assert.equal(plain(workingDaysBetween("2026-11-30", "2026-11-28")), 0);
  assert.equal(plain(workingDaysBetween("2026-11-29", "2026-11-28")), 0);
  assert.equal(workingDaysBetween("2026-11-28", "2026-11-30"), 1);
  assert.equal(workingDaysBetween("2026-12-30", "2026-12-24", ["2026-12-25"]), -3);
});
test("refusals", () => {
  for (const bad of ["2026-13-01", "2026-2-3", "", "2027-02-29"]) {
    assert.throws(() => isWorkingDay(bad), RangeError);
    assert.throws(() => addWorkingDays(bad, 1), RangeError);
  }
});
