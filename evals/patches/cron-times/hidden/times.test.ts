import assert from "node:assert/strict";
import { test } from "node:test";
import { isDue, nextTime, timesBetween } from "../lib/times.ts";

let seed = 60;
const next = (n: number): number => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const pick = <T>(list: readonly T[]): T => list[next(list.length)]!;

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const weekdays = "sun mon tue wed thu fri sat".split(" ");

/** Whether a field has a value, part by part. */
function has(text: string, value: number, low: number, high: number, words: string[] = []): boolean {
  const number = (name: string): number => (words.includes(name.toLowerCase()) ? words.indexOf(name.toLowerCase()) + low : Number(name));
  return text.split(",").some((part) => {
    const [range, step = "1"] = part.split("/");
    const [from, to] = range === "*" ? [low, high] : range!.includes("-") ? range!.split("-").map(number) : [number(range!), number(range!)];
    return value >= from! && value <= to! && (value - from!) % Number(step) === 0;
  });
}
function plain(text: string, time: Date): boolean {
  const [minute, hour, day, month, weekday] = text.split(" ");
  if (!has(minute!, time.getUTCMinutes(), 0, 59) || !has(hour!, time.getUTCHours(), 0, 23) || !has(month!, time.getUTCMonth() + 1, 1, 12, months)) return false;
  const today = time.getUTCDay();
  const byDay = has(day!, time.getUTCDate(), 1, 31);
  const byWeekday = has(weekday!, today, 0, 7, weekdays) || (today === 0 && has(weekday!, 7, 0, 7, weekdays));
  if (day!.startsWith("*") || weekday!.startsWith("*")) return byDay && byWeekday;
  return byDay || byWeekday;
}
function field(low: number, high: number, words?: string[]): string {
  const one = (): string => {
    const from = low + next(high - low + 1);
    const to = from + next(high - from + 1);
    const name = (value: number): string => (words?.[value - low] && next(2) === 0 ? words[value - low]! : String(value));
    switch (next(7)) {
      case 0: return "*";
      case 1: return `*/${1 + next(high)}`;
      case 2: return `${name(from)}-${name(to)}`;
      case 3: return `${name(from)}-${name(to)}/${1 + next(4)}`;
      case 4: return `${low}-${high}`;
      default: return name(from);
    }
  };
  return Array.from({ length: next(3) === 0 ? 2 : 1 }, one).join(",");
}
const anyDay = (): string => `${field(1, 31)} ${pick(["*", "*", field(1, 12, months)])} ${field(0, 7, weekdays)}`;
const hour = 3_600_000;

test("agrees with looking at every day", () => {
  for (let i = 0; i < 150; i++) {
    const text = `0 0 ${anyDay()}`;
    const from = Date.UTC(2023 + next(4), next(12), 1 + next(28));
    const expected: string[] = [];
    for (let at = 0; at < 400; at++) {
      const date = new Date(from + at * 24 * hour);
      assert.equal(isDue(text, date), plain(text, date), `${text} ${date.toISOString()}`);
      if (plain(text, date)) expected.push(date.toISOString());
    }
    const found = timesBetween(text, new Date(from), new Date(from + 400 * 24 * hour));
    assert.deepEqual(found.map((date) => date.toISOString()), expected, text);
  }
});
test("agrees with looking at every minute", () => {
  for (let i = 0; i < 60; i++) {
    const text = `${field(0, 59)} ${field(0, 23)} ${pick(["* * *", anyDay()])}`;
    const from = Date.UTC(2024, next(12), 1 + next(28)) + next(24) * hour + next(3600) * 1000;
    const expected: string[] = [];
    for (let time = Math.ceil(from / 60_000) * 60_000; time < from + 40 * hour; time += 60_000)
      if (plain(text, new Date(time))) expected.push(new Date(time).toISOString());
    const found = timesBetween(text, new Date(from), new Date(from + 40 * hour));
    assert.deepEqual(found.map((date) => date.toISOString()), expected, text);
    if (expected[0] !== undefined) assert.equal(nextTime(text, new Date(from - 1))!.toISOString(), expected[0]);
  }
});
test("a field that begins with a star does not restrict", () => {
  const due = (text: string): number => timesBetween(text, new Date("2026-06-01T00:00Z"), new Date("2026-07-01T00:00Z")).length;
  assert.equal(due("0 0 */2 * 1"), 3);
  assert.equal(due("0 0 1-31 * 1"), 30);
  assert.equal(due("0 0 13 * 0-6"), 30);
  assert.equal(due("0 0 13 * */2"), 1);
  assert.equal(due("0 0 14 * */2"), 1);
  assert.equal(due("0 0 15 * *,1"), 1);
  assert.equal(due("0 0 15 * 1,*"), 30);
});
test("short names are due at their first minutes", () => {
  const two = (text: string): string[] => timesBetween(text, new Date("2027-12-25T00:30Z"), new Date("2028-02-02T00:00Z")).slice(0, 2).map((date) => date.toISOString().slice(0, 16));
  assert.deepEqual(two("@hourly"), ["2027-12-25T01:00", "2027-12-25T02:00"]);
  assert.deepEqual(two("@daily"), ["2027-12-26T00:00", "2027-12-27T00:00"]);
  assert.deepEqual(two("@weekly"), ["2027-12-26T00:00", "2028-01-02T00:00"]);
  assert.deepEqual(two("@monthly"), ["2028-01-01T00:00", "2028-02-01T00:00"]);
  assert.deepEqual(two("@yearly"), ["2028-01-01T00:00"]);
});
test("the longest waits", () => {
  assert.equal(nextTime("0 0 29 2 *", new Date("2096-02-29T00:00Z"))!.toISOString(), "2104-02-29T00:00:00.000Z");
  assert.equal(nextTime("0 0 31 2,4,6 *", new Date("2026-01-01T00:00Z")), undefined);
  assert.equal(nextTime("0 0 31 2 1", new Date("2026-01-31T00:00Z"))!.toISOString(), "2026-02-02T00:00:00.000Z");
});
test("what is no timetable", () => {
  for (const text of ["", "* * * * * *", "a * * * *", "1- * * * *", "5/2 * * * *", "*-5 * * * *", "* 24 * * *", "* * 32 * *", "* * * 13 *", "* * * * 8", "* * * * sun-", "1,,2 * * * *", "-1 * * * *", "@never", "* * jan * *", "1.5 * * * *"])
    assert.throws(() => nextTime(text, new Date(0)), TypeError, text);
});
