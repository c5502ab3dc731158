import assert from "node:assert/strict";
import { test } from "node:test";
import { amountDue, receipt } from "../lib/receipt.js";
import { createRide } from "../lib/ride.js";

test("a pass takes its part off, and half a cent goes to the rider", () => {
  assert.equal(amountDue(createRide("12:00", "12:41"), { pass: "student" }), 116);
});

test("a voucher pays what it can and keeps the rest", () => {
  assert.equal(amountDue(createRide("12:00", "12:40"), { voucher: 100 }), 50);
  assert.equal(amountDue(createRide("12:00", "12:40"), { voucher: 500 }), 0);
});

test("an evening commute home costs the rush hour and a little more", () => {
  assert.equal(amountDue(createRide("18:00", "18:50"), { pass: "resident" }), 168);
});

test("the receipt shows every stretch", () => {
  assert.deepEqual(receipt(createRide("12:00", "12:40"), { voucher: 100 }), [
    "Ride of 40 min",
    "base, 30 min              1.50",
    "voucher                  -1.00",
    "to pay                    0.50",
  ]);
});
