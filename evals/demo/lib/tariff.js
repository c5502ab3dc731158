/** The price list: which rate holds at which time of day. */
import { isWithin, parseTime, timeOfDay } from "./clock.js";

/** Cents a minute. The first period that a time lies in counts; outside all of them the base rate does. */
export const rates = [
  { name: "rush", cents: 9, from: parseTime("07:00"), to: parseTime("09:30") },
  { name: "rush", cents: 9, from: parseTime("16:00"), to: parseTime("18:30") },
  { name: "night", cents: 3, from: parseTime("22:00"), to: parseTime("05:00") },
];

export const base = { name: "base", cents: 5 };

/** No ride costs more than this for each day that it touches. */
export const dailyCap = 1200;

/** Every ride begins with this many minutes for nothing. */
export const freeMinutes = 10;

/** The rate that holds in a minute of a ride. */
export function rateAt(minute) {
  const time = timeOfDay(minute);
  return rates.find((rate) => isWithin(time, rate)) ?? base;
}
