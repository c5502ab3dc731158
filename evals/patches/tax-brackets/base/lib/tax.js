/**
 * Tax on an income in whole cents. Brackets are `{ upTo, percent }` in rising order, the last with `upTo: Infinity`; each percent holds for the part of
 * the income that lies in its bracket. The tax is rounded down, once. An income below zero is a RangeError.
 */
export function taxOn(income, brackets) {
  if (!(income >= 0)) throw new RangeError(`not an income: ${income}`);
  let below = 0;
  let tax = 0;
  for (const { upTo, percent } of brackets) {
    if (income <= below) break;
    tax += (income - below) * percent;
    below = upTo;
  }
  return Math.floor(tax / 100);
}

/** The percent that holds for the last cent; that of the first bracket for no income. */
export function marginal(income, brackets) {
  return brackets.find(({ upTo }) => income <= upTo).percent;
}

/** What remains. */
export const net = (income, brackets) => income - taxOn(income, brackets);
