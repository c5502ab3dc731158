/**
 * Shares whole `cents` by `weights`: each share is whole, they add up to exactly `cents`, and what rounding leaves
 * over goes to the earliest shares with a weight, a cent each. Throws a RangeError when no weight is above zero or one is below it.
 */
export function split(cents, weights) {
  if (weights.some((weight) => weight < 0)) throw new RangeError("a weight is below zero");
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) throw new RangeError("there is nobody to pay");
  const shares = weights.map((weight) => Math.floor((cents * weight) / total));
  let rest = cents - shares.reduce((sum, share) => sum + share, 0);
  for (let i = 0; i < shares.length; i++) {
    if (rest === 0) break;
    if (weights[i] === 0) continue;
    shares[i] += 1;
  }
  return shares;
}

/** Shares evenly among so many. */
export function splitEvenly(cents, count) {
  return split(cents, Array.from({ length: count }, () => 1));
}
