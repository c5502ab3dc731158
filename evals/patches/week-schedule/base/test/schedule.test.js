import assert from "node:assert/strict";
import { test } from "node:test";
import { isOpen, openMinutes, untilOpen } from "../lib/schedule.js";

const spans = [
  { day: 0, from: 540, to: 720 },
  { day: 2, from: 600, to: 660 },
];

test("open", () => {
  assert.equal(isOpen(spans, 600), true);
  assert.equal(isOpen(spans, 800), false);
});
test("until later this week", () => assert.equal(untilOpen(spans, 720), 2 * 1440 + 600 - 720));
test("until Monday of next week", () => assert.equal(untilOpen(spans, 6 * 1440), 1440 + 540));
test("open now", () => assert.equal(untilOpen(spans, 541), 0));
test("minutes", () => assert.equal(openMinutes(spans), 240));
