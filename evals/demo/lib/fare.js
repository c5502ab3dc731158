/** What a ride costs before passes and vouchers. */
import { daysTouched, stretches } from "./ride.js";
import { dailyCap, freeMinutes } from "./tariff.js";

/** The fare in cents, with the stretches that it was added up from. */
export function fareOf(ride) {
  const parts = stretches(ride, freeMinutes).map(({ rate, minutes }) => ({
    name: rate.name,
    minutes,
    cents: rate.cents * minutes,
  }));
  const full = parts.reduce((sum, part) => sum + part.cents, 0);
  const cap = dailyCap * daysTouched(ride);
  return { parts, full, cents: Math.min(full, cap), capped: full > cap };
}
