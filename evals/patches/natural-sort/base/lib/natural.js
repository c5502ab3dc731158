/**
 * Compares texts: runs of digits by their number, all else character by character without regard to case. Texts that are then
 * alike are compared as they are. Returns below, above or exactly zero.
 */
export function compare(a, b) {
  const left = a.match(/\d+|\D/g) ?? [];
  const right = b.match(/\d+|\D/g) ?? [];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const [l, r] = [left[i].toLowerCase(), right[i].toLowerCase()];
    if (l === r) continue;
    if (/\d/.test(l) && /\d/.test(r)) {
      if (Number(l) !== Number(r)) return l < r ? -1 : 1;
      continue;
    }
    return l < r ? -1 : 1;
  }
  if (left.length !== right.length) return left.length - right.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A sorted copy. */
export const sort = (names) => names.toSorted(compare);
