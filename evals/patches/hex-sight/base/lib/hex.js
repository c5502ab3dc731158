/**
 * Hexes as columns and rows, and as coordinates `q` along the rows and `r` down to the right; with a third one, `s`, down to the left, for which
 * q + r + s = 0, a step to a neighbour makes one of the three larger by 1, another one smaller by 1, and leaves one as it is.
 */

export const toAxial = ({ column, row }) => ({ q: column - Math.floor(row / 2), r: row });
export const fromAxial = ({ q, r }) => ({ column: q + Math.floor(r / 2), row: r });

const directions = [
  { q: 1, r: 0 },
  { q: 0, r: 1 },
  { q: -1, r: 1 },
  { q: -1, r: 0 },
  { q: 0, r: -1 },
  { q: 1, r: -1 },
];

/** The six hexes around one, that to the right first and then clockwise. */
export function neighbours(hex) {
  const { q, r } = toAxial(hex);
  return directions.map((direction) => fromAxial({ q: q + direction.q, r: r + direction.r }));
}

/** How many steps two hexes are apart. */
export function distance(from, to) {
  const [a, b] = [toAxial(from), toAxial(to)];
  const [q, r] = [b.q - a.q, b.r - a.r];
  return Math.max(Math.abs(q), Math.abs(r), Math.abs(q + r));
}

/** The hexes of the line from one hex to another, both of them with it. */
export function line(from, to) {
  const [a, b] = [toAxial(from), toAxial(to)];
  const steps = distance(from, to);
  const hexes = [];
  for (let step = 0; step <= steps; step++) {
    const q = share(a.q, b.q, step, steps);
    const r = share(a.r, b.r, step, steps);
    hexes.push(fromAxial({ q, r }));
  }
  return hexes;
}

/** The whole number that is nearest to what lies so many of all steps from one number to another; the smaller one of two. */
function share(from, to, step, steps) {
  if (steps === 0) return from;
  // In whole numbers, so that what lies just in the middle is known to do so.
  return Math.ceil((2 * (from * (steps - step) + to * step) - steps) / (2 * steps));
}
