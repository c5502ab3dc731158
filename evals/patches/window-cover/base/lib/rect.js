/**
 * Rectangles of whole pixels, `{ x, y, width, height }`: each covers the pixels from `x` up to but not including `x + width`, and from `y`
 * up to but not including `y + height`. Coordinates may be negative, as on a second screen to the left. No function changes what it is given.
 */

/** True for a rectangle that covers no pixel. */
export function isEmpty({ width, height }) {
  return width <= 0 || height <= 0;
}

/** How many pixels a rectangle covers. */
export function area(rect) {
  return isEmpty(rect) ? 0 : rect.width * rect.height;
}

/** The pixels that both cover, as a rectangle; undefined when there are none. Rectangles that only touch share nothing. */
export function intersection(a, b) {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return isEmpty({ width, height }) ? undefined : { x, y, width, height };
}

/**
 * What `a` covers and `b` does not, as at most four rectangles without a pixel in common: first what is above `b`, then what is below it,
 * both over the whole width of `a`; then what is to the left and what is to the right of it. None of them is empty.
 */
export function subtract(a, b) {
  const hole = intersection(a, b);
  if (hole === undefined) return isEmpty(a) ? [] : [a];
  const above = { x: a.x, y: a.y, width: a.width, height: hole.y - a.y };
  const below = {
    x: a.x,
    y: hole.y + hole.height,
    width: a.width,
    height: a.y + a.height - hole.y - hole.height,
  };
  const left = { x: a.x, y: hole.y, width: hole.x - a.x, height: hole.height };
  const right = { x: hole.x + hole.width, y: hole.y, width: a.width - hole.width, height: hole.height };
  return [above, below, left, right].filter((piece) => !isEmpty(piece));
}
