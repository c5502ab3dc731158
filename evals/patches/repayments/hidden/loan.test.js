import assert from "node:assert/strict";
import { test } from "node:test";
import { monthlyPayment, plan, restAfter, totalInterest } from "../lib/loan.js";

let seed = 6060;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const anyLoan = () => ({ cents: 1 + next([20, 5000, 3_000_000][next(3)]), yearlyRate: next(4) === 0 ? 0 : next(40) / 200, months: 1 + next(next(2) === 0 ? 12 : 120) });

/** The rows of a loan with a given payment, until it is paid back or its months are over. */
function plain(loan, payment) {
  const rows = [];
  let owed = loan.cents;
  while (owed > 0 && rows.length < loan.months) {
    const month = rows.length + 1;
    const interest = Math.round((owed * loan.yearlyRate) / 12);
    const last = month === loan.months || owed + interest <= payment;
    const paid = last ? owed + interest : payment;
    owed = owed + interest - paid;
    rows.push({ month, payment: paid, interest, principal: paid - interest, rest: owed });
  }
  return rows;
}
test("payments pay the loan back in time, and a cent less would not", () => {
  for (let i = 0; i < 300; i++) {
    const loan = anyLoan();
    const payment = monthlyPayment(loan);
    // Without any rounding of interest.
    const left = (each) => {
      let owed = loan.cents;
      for (let month = 0; month < loan.months; month++) owed += (owed * loan.yearlyRate) / 12 - each;
      return owed;
    };
    assert.ok(Number.isInteger(payment));
    assert.ok(left(payment) < 0.01, `${JSON.stringify(loan)}`);
    assert.ok(left(payment - 1) > -0.01, `${JSON.stringify(loan)}`);
  }
});
test("plans agree with paying month by month", () => {
  for (let i = 0; i < 800; i++) {
    const loan = anyLoan();
    const expected = plain(loan, monthlyPayment(loan));
    assert.deepEqual(plan(loan), expected, JSON.stringify(loan));
    assert.equal(totalInterest(loan), expected.reduce((sum, row) => sum + row.interest, 0));
    const month = next(loan.months + 3);
    assert.equal(restAfter(loan, month), month === 0 ? loan.cents : (expected[month - 1]?.rest ?? 0));
  }
});
test("nothing is left, nor paid too much", () => {
  for (let i = 0; i < 400; i++) {
    const loan = anyLoan();
    const rows = plan(loan);
    assert.equal(rows.at(-1).rest, 0);
    assert.equal(rows.reduce((sum, { principal }) => sum + principal, 0), loan.cents);
    for (const { payment, interest, principal, rest } of rows) {
      assert.equal(payment, interest + principal);
      assert.ok(rest >= 0);
    }
    assert.deepEqual(new Set(rows.slice(0, -1).map(({ payment }) => payment)), new Set(rows.length > 1 ? [monthlyPayment(loan)] : []));
  }
});
test("small loans are paid back sooner", () => {
  assert.deepEqual(plan({ cents: 5, yearlyRate: 0, months: 4 }), [
    { month: 1, payment: 2, interest: 0, principal: 2, rest: 3 },
    { month: 2, payment: 2, interest: 0, principal: 2, rest: 1 },
    { month: 3, payment: 1, interest: 0, principal: 1, rest: 0 },
  ]);
  assert.equal(plan({ cents: 10, yearlyRate: 0, months: 5 }).length, 5);
  assert.equal(plan({ cents: 3, yearlyRate: 0.1, months: 12 }).length, 3);
});
test("a single month pays all with its interest", () => {
  assert.deepEqual(plan({ cents: 1000, yearlyRate: 0.12, months: 1 }), [{ month: 1, payment: 1010, interest: 10, principal: 1000, rest: 0 }]);
});
test("refusals", () => {
  for (const wrong of [{ cents: 1.5 }, { cents: NaN }, { months: -1 }, { yearlyRate: NaN }])
    for (const of of [plan, monthlyPayment, totalInterest]) assert.throws(() => of({ cents: 10, yearlyRate: 0, months: 2, ...wrong }), RangeError);
});
