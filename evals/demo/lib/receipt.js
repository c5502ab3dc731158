/** The lines that a rider sees. */
import { formatDuration } from "./clock.js";
import { passDiscount, useVoucher } from "./discount.js";
import { fareOf } from "./fare.js";
import { formatMoney } from "./money.js";
import { duration } from "./ride.js";

const row = (label, cents) => `${label.padEnd(22)}${formatMoney(cents).padStart(8)}`;

/** What a rider owes for a ride, in cents. */
export function amountDue(ride, { pass, voucher } = {}) {
  const { cents } = fareOf(ride);
  return useVoucher(cents - passDiscount(cents, pass), voucher).owed;
}

/** The whole receipt as lines of text. */
export function receipt(ride, { pass, voucher } = {}) {
  const fare = fareOf(ride);
  const off = passDiscount(fare.cents, pass);
  const paid = useVoucher(fare.cents - off, voucher);
  return [
    `Ride of ${formatDuration(duration(ride))}`,
    ...fare.parts.map(({ name, minutes, cents }) => row(`${name}, ${formatDuration(minutes)}`, cents)),
    ...(fare.capped ? [row("daily cap", fare.cents - fare.full)] : []),
    ...(off > 0 ? [row(`${pass} pass`, -off)] : []),
    ...(paid.covered > 0 ? [row("voucher", -paid.covered)] : []),
    row("to pay", paid.owed),
  ];
}
