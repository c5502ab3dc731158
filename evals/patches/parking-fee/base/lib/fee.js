"use strict";
/** Fees by a tariff, which the README describes. */

const hourMinutes = 60;
const dayMinutes = 24 * hourMinutes;

/** What a stay of so many minutes costs. Throws a RangeError for a stay that is below zero or not whole. */
function fee(tariff, minutes) {
  assertMinutes(minutes);
  return minutes <= tariff.free ? 0 : price(tariff, minutes);
}

/** What so many minutes cost when none of them is free. */
function price({ hour, day }, minutes) {
  const days = Math.floor(minutes / dayMinutes);
  const hours = Math.floor((minutes % dayMinutes) / hourMinutes);
  return days * day + Math.min(day, hours * hour);
}

function assertMinutes(minutes) {
  if (!Number.isInteger(minutes) || minutes < 0) throw new RangeError(`not a stay: ${minutes} minutes`);
}

module.exports = { fee, price };
