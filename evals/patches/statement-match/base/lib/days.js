"use strict";

/** The days from one date to another, both like "2026-03-01"; below zero when the second is earlier. Throws a RangeError for what is no date. */
function daysBetween(from, to) {
  return (dayOf(to) - dayOf(from)) / 86_400_000;
}

function dayOf(date) {
  const time = Date.parse(`${date}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(time)) throw new RangeError(`not a date: ${date}`);
  return time;
}

module.exports = { daysBetween };
