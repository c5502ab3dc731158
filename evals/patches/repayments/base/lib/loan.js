/** Loans that are paid back in equal monthly payments. All amounts are whole cents. */

/**
 * The monthly payment that pays a loan back in so many months, rounded up to a whole cent. `yearlyRate` is such as 0.06; each month has a
 * twelfth of it. Without interest it is an equal part.
 */
export function monthlyPayment({ cents, yearlyRate, months }) {
  assertLoan({ cents, yearlyRate, months });
  const rate = yearlyRate / 12;
  if (rate === 0) return Math.ceil(cents / months);
  // A sum that comes to a whole cent shall not be rounded up for the noise in its last digits.
  return Math.ceil((cents * rate) / (1 - (1 + rate) ** -months) - 1e-6);
}

/**
 * The plan of a loan, a row for each month: `{ month, payment, interest, principal, rest }`, months counted from 1. The interest of a month is that of
 * the rest before it, rounded to the nearest cent; the principal is what the payment has beyond it; the rest is what is owed after it. Every
 * payment is the monthly payment, but for the last one, which is what is owed then with its interest, so that nothing is left, nor paid
 * too much. A loan that is paid back sooner, because payments are rounded up, has no more rows.
 */
export function plan(loan) {
  const payment = monthlyPayment(loan);
  const rows = [];
  let rest = loan.cents;
  for (let month = 1; month <= loan.months; month++) {
    const interest = interestOf(rest, loan.yearlyRate);
    const principal = payment - interest;
    rest -= principal;
    rows.push({ month, payment, interest, principal, rest });
  }
  return rows;
}

/** All that a loan costs beyond what was lent. */
export function totalInterest(loan) {
  return plan(loan).reduce((sum, { interest }) => sum + interest, 0);
}

/** What is owed after so many months; zero when the loan is paid back by then, all of it before the first. */
export function restAfter(loan, months) {
  if (months === 0) return loan.cents;
  return plan(loan)[months - 1]?.rest ?? 0;
}

function interestOf(cents, yearlyRate) {
  return Math.round((cents * yearlyRate) / 12);
}

function assertLoan({ cents, yearlyRate, months }) {
  if (!Number.isInteger(cents) || cents < 1) throw new RangeError(`not an amount: ${cents}`);
  if (!Number.isInteger(months) || months < 1) throw new RangeError(`not a number of months: ${months}`);
  if (!(yearlyRate >= 0)) throw new RangeError(`not a rate: ${yearlyRate}`);
}
