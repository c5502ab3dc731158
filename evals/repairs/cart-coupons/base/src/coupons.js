/** What is left of a sum of cents after a coupon. */
export function applyCoupon(sum, coupon) {
  if (coupon.type === "percent") return Math.round(sum * (1 - coupon.value / 100));
  return sum - coupon.value;
}
