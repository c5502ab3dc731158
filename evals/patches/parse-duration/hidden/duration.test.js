import assert from "node:assert/strict";
import { test } from "node:test";
import { formatDuration, parseDuration } from "../lib/duration.js";

test("every unit", () => {
  for (const [text, seconds] of [["1d", 86400], ["1h", 3600], ["1m", 60], ["1s", 1], ["2d3h4m5s", 183845], ["1h 5s", 3605], ["10m", 600], ["90m", 5400], ["1h1m", 3660], ["0s", 0], [" 3m ", 180]])
    assert.equal(parseDuration(text), seconds, text);
});
test("minutes alone count as minutes", () => {
  for (let m = 0; m < 200; m++) assert.equal(parseDuration(`${m}m`), m * 60);
});
test("what is no duration", () => {
  for (const text of ["", "  ", "5", "m", "1m1h", "1.5h", "-1s", "1h1h", "1x"])
    assert.throws(() => parseDuration(text), RangeError, text);
});
test("round trip", () => {
  for (let s = 0; s < 400000; s += 997) assert.equal(parseDuration(formatDuration(s)), s);
  assert.equal(formatDuration(0), "0s");
  assert.equal(formatDuration(86400), "1d");
  assert.equal(formatDuration(61), "1m1s");
});
