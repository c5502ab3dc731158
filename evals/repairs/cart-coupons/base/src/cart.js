import { applyCoupon } from "./coupons.js";

export const subtotal = (lines) => lines.reduce((sum, { price, count }) => sum + price * count, 0);

/** Cents to pay. */
export function total(lines, coupons) {
  const sum = coupons.reduce(applyCoupon, subtotal(lines));
  return sum;
}
