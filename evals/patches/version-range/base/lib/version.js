/** Versions: three numbers, and perhaps a pre-release. */

const form = /^v?(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;

/**
 * Reads a version into `{ numbers, pre }`: its three numbers, and the parts of its pre-release, which are none for a release.
 * A v before the numbers is allowed. Throws a TypeError for what is no version.
 */
export function parse(text) {
  const found = form.exec(text.trim());
  if (found === null) throw new TypeError(`not a version: ${text}`);
  const [, major, minor, patch, pre] = found;
  return { numbers: [Number(major), Number(minor), Number(patch)], pre: pre === undefined ? [] : pre.split(".") };
}

/**
 * Below zero when version `a` comes before `b`, above zero when after it, zero when they are equal. Both are versions as `parse` gives them.
 * A pre-release comes before its release. Pre-releases are compared part by part: numbers by their size, other parts by their characters,
 * and a number comes before any other part. When one is the beginning of the other, the shorter comes first.
 */
export function compare(a, b) {
  for (const [at, number] of a.numbers.entries()) {
    if (number !== b.numbers[at]) return number - b.numbers[at];
  }
  if (a.pre.length === 0 || b.pre.length === 0) return b.pre.length - a.pre.length;
  for (const [at, part] of a.pre.entries()) {
    if (at >= b.pre.length) return 1;
    const order = compareParts(part, b.pre[at]);
    if (order !== 0) return order;
  }
  return a.pre.length - b.pre.length;
}

function compareParts(a, b) {
  const [isNumber, isOtherNumber] = [a, b].map((part) => /^\d+$/.test(part));
  if (isNumber && isOtherNumber) return Number(a) - Number(b);
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
