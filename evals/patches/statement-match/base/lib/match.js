"use strict";
const { daysBetween } = require("./days.js");
const { namedIn } = require("./reference.js");

/**
 * Matches lines with bills, see the README. Gives the pairs that it has `matched`, in the order of their lines, each with what it was matched
 * `by` ("reference" or "amount"), then the `openLines` and the `openBills`, in the order in which they were given. A line that is matched by its
 * amount may be so many days (`within`) before or after the day on which the bill is due.
 */
function match(lines, bills, { within = 10 } = {}) {
  const paid = new Set();
  const matched = [];
  const openLines = [];
  for (const line of lines) {
    const named = namedIn(line.text, bills);
    const bill = named ?? nearest(line, bills.filter((each) => !paid.has(each)), within);
    if (bill === undefined || paid.has(bill) || bill.amount !== line.amount) {
      openLines.push(line);
      continue;
    }
    paid.add(bill);
    matched.push({ line, bill, by: named === undefined ? "amount" : "reference" });
  }
  return { matched, openLines, openBills: bills.filter((bill) => !paid.has(bill)) };
}

/** The bill of the amount of a line that is due nearest to its day; of two as near the one due earlier, then the first of the list. */
function nearest(line, bills, within) {
  let best;
  for (const bill of bills) {
    if (bill.amount !== line.amount) continue;
    const days = Math.abs(daysBetween(bill.due, line.date));
    if (days > within) continue;
    if (best === undefined || days < best.days || (days === best.days && bill.due < best.bill.due)) best = { bill, days };
  }
  return best?.bill;
}

module.exports = { match };
