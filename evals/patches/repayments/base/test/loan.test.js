import assert from "node:assert/strict";
import { test } from "node:test";
import { monthlyPayment, plan, restAfter, totalInterest } from "../lib/loan.js";

const car = { cents: 1_000_000, yearlyRate: 0.06, months: 12 };

test("the monthly payment", () => {
  assert.equal(monthlyPayment(car), 86_067);
  assert.equal(monthlyPayment({ cents: 1000, yearlyRate: 0, months: 3 }), 334);
});
test("a plan has a row for each month", () => {
  const rows = plan(car);
  assert.equal(rows.length, 12);
  assert.deepEqual(rows.map(({ month }) => month), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
});
test("the first month has the interest of the whole", () => {
  assert.deepEqual(plan(car)[0], { month: 1, payment: 86_067, interest: 5000, principal: 81_067, rest: 918_933 });
});
test("interest goes down and principal up", () => {
  const rows = plan(car);
  for (let i = 1; i < rows.length; i++) {
    assert.ok(rows[i].interest < rows[i - 1].interest);
    assert.equal(rows[i].rest, rows[i - 1].rest - rows[i].principal);
  }
});
test("nothing is left at the end", () => {
  assert.equal(plan(car).at(-1).rest, 0);
  assert.equal(restAfter(car, 12), 0);
});
test("what is paid is the loan and its interest", () => {
  const paid = plan(car).reduce((sum, { payment }) => sum + payment, 0);
  assert.equal(paid, car.cents + totalInterest(car));
});
test("what is owed on the way", () => {
  assert.equal(restAfter(car, 0), 1_000_000);
  assert.equal(restAfter(car, 1), 918_933);
});
test("a loan without interest is paid in equal parts", () => {
  assert.deepEqual(plan({ cents: 900, yearlyRate: 0, months: 3 }).map(({ payment }) => payment), [300, 300, 300]);
});
test("refuses what is no loan", () => {
  for (const wrong of [{ cents: 0 }, { months: 0 }, { months: 1.5 }, { yearlyRate: -0.01 }]) {
    assert.throws(() => plan({ ...car, ...wrong }), RangeError);
  }
});
