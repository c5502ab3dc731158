/** Passes, which take a part off every fare, and vouchers, which pay what is left. */

const passes = {
  none: 0,
  student: 25,
  resident: 40,
};

/** What a pass takes off, in whole cents; half a cent goes to the rider. */
export function passDiscount(cents, pass = "none") {
  const percent = passes[pass];
  if (percent === undefined) throw new RangeError(`no such pass: ${pass}`);
  return Math.ceil((cents * percent) / 100);
}

/** Pays from a voucher: what it covered, what the rider still owes, and what stays on it. */
export function useVoucher(cents, voucher = 0) {
  const covered = Math.min(cents, voucher);
  return { covered, owed: cents - covered, left: voucher - covered };
}
