import assert from "node:assert/strict";
import { test } from "node:test";
import { fareOf } from "../lib/fare.js";
import { createRide } from "../lib/ride.js";

test("a short ride is free", () => {
  assert.equal(fareOf(createRide("12:00", "12:10")).cents, 0);
});

test("a ride at noon costs the base rate after its free minutes", () => {
  assert.equal(fareOf(createRide("12:00", "12:40")).cents, 30 * 5);
});

test("a ride out of the rush hour pays each rate for its own minutes", () => {
  const { parts } = fareOf(createRide("09:00", "10:00"));
  assert.deepEqual(parts, [
    { name: "rush", minutes: 20, cents: 180 },
    { name: "base", minutes: 30, cents: 150 },
  ]);
});

test("a ride into the night gets the night rate from ten o'clock on", () => {
  assert.equal(fareOf(createRide("21:30", "22:30")).cents, 20 * 5 + 30 * 3);
});

test("a ride over midnight goes on at the night rate", () => {
  assert.equal(fareOf(createRide("23:40", "00:20")).cents, 30 * 3);
});

test("a day costs no more than the cap", () => {
  const fare = fareOf(createRide("06:00", "21:00"));
  assert.equal(fare.cents, 1200);
  assert.ok(fare.capped);
});
