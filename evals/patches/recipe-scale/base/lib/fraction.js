/** Exact fractions, `{ n, d }`: always in lowest terms, with a denominator above zero. */

/** A fraction; throws a RangeError when the denominator is zero or a part is not whole. */
export function fraction(n, d = 1) {
  if (!Number.isInteger(n) || !Number.isInteger(d) || d === 0) throw new RangeError(`not a fraction: ${n}/${d}`);
  const sign = d < 0 ? -1 : 1;
  const divisor = commonDivisor(Math.abs(n), Math.abs(d));
  return { n: (sign * n) / divisor, d: (sign * d) / divisor };
}

export const add = (a, b) => fraction(a.n * b.d + b.n * a.d, a.d * b.d);

export const times = (a, b) => fraction(a.n * b.n, a.d * b.d);

function commonDivisor(a, b) {
  return b === 0 ? a : commonDivisor(b, a % b);
}
