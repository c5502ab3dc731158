import { distance } from "./geo.js";

export const length = (points) => points.slice(1).reduce((sum, point, at) => sum + distance(points[at], point), 0);

/** Metres of ascent, steps below `noise` left out. */
export function ascent(points, noise = 1) {
  let total = 0;
  let low = points[0]?.height ?? 0;
  for (const { height } of points) {
    if (height - low >= noise) total += height - low;
    if (height - low >= noise || height < low) low = height;
  }
  return total;
}
