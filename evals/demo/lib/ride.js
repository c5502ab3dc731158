/** A ride, and the stretches of one rate that it is made of. */
import { DAY, parseTime } from "./clock.js";
import { rateAt } from "./tariff.js";

/** Makes a ride of its times, such as ("23:40", "00:20"). One that ends before it starts ended on the next day. */
export function createRide(start, end, days = 0) {
  const from = parseTime(start);
  let to = parseTime(end) + days * DAY;
  if (to < from) to += DAY;
  return { from, to };
}

/** How long a ride took, in minutes. */
export function duration(ride) {
  return ride.to - ride.from;
}

/** How many calendar days a ride touches. */
export function daysTouched(ride) {
  const last = Math.max(ride.to - 1, ride.from);
  return Math.floor(last / DAY) - Math.floor(ride.from / DAY) + 1;
}

/** Cuts a ride where its rate changes, after leaving out the first minutes that are free. */
export function stretches(ride, free = 0) {
  const found = [];
  for (let minute = ride.from + free; minute < ride.to; minute += 1) {
    const rate = rateAt(minute);
    const last = found.at(-1);
    if (last && last.rate === rate) last.minutes += 1;
    else found.push({ rate, minutes: 1 });
  }
  return found;
}
