import assert from "node:assert/strict";
import { test } from "node:test";
import { isOpen, openMinutes, untilOpen, week } from "../lib/schedule.js";

const tables = [
  [{ day: 0, from: 540, to: 720 }, { day: 2, from: 600, to: 660 }],
  [{ day: 3, from: 0, to: 30 }],
  [{ day: 6, from: 1380, to: 1440 }, { day: 1, from: 10, to: 20 }],
  [{ day: 5, from: 300, to: 400 }, { day: 2, from: 100, to: 200 }, { day: 2, from: 900, to: 1000 }],
];
const open = (spans, m) => spans.some(({ day, from, to }) => m >= day * 1440 + from && m < day * 1440 + to);
test("agrees with walking minute by minute", () => {
  for (const spans of tables)
    for (let minute = 0; minute < week; minute += 61) {
      let wait = 0;
      while (!open(spans, (minute + wait) % week)) wait += 1;
      assert.equal(untilOpen(spans, minute), wait, JSON.stringify([spans, minute]));
      assert.equal(isOpen(spans, minute), open(spans, minute));
    }
});
test("edges", () => {
  assert.equal(isOpen(tables[0], 540), true);
  assert.equal(isOpen(tables[0], 539), false);
  assert.equal(isOpen(tables[0], 719), true);
  assert.equal(isOpen(tables[0], 720), false);
  assert.equal(untilOpen(tables[0], 539), 1);
  assert.equal(untilOpen(tables[1], 3 * 1440 + 30), week - 30);
});
test("never", () => assert.equal(untilOpen([], 5), undefined));
test("minutes", () => assert.equal(openMinutes(tables[3]), 300));
