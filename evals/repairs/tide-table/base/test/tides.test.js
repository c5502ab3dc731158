import test from "node:test";
import assert from "node:assert/strict";
import { around, heightAt } from "../lib/tides.js";

const table = [
  { at: "02:00", height: 1 },
  { at: "08:00", height: 5 },
  { at: "14:00", height: 1.5 },
];

test("the tides around a time", () => {
  assert.deepEqual(around(table, "03:00").map((tide) => tide.at), ["02:00", "08:00"]);
  assert.equal(around(table, "01:00"), undefined);
});
test("half way is the middle", () => assert.equal(heightAt(table, "05:00"), 3));
test("just after low water it is still low", () => assert.equal(heightAt(table, "02:00"), 1));
test("after one third", () => assert.equal(heightAt(table, "04:00"), 2));
