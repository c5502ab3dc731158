import test from "node:test";
import assert from "node:assert/strict";
import { heightAt } from "../lib/tides.js";

const table = [
  { at: "00:30", height: 4.2 },
  { at: "06:50", height: 0.6 },
  { at: "13:00", height: 4.4 },
];
test("it falls from high to low water and rises again", () => {
  const heights = ["00:30", "02:00", "04:00", "06:00"].map((at) => heightAt(table, at));
  assert.deepEqual(heights, heights.toSorted((a, b) => b - a));
  assert.equal(heights[0], 4.2);
  assert.equal(heightAt(table, "06:50"), 0.6);
  assert.ok(heightAt(table, "12:59") > 4.3);
});
test("outside the table nothing is known", () => assert.equal(heightAt(table, "13:00"), undefined));
