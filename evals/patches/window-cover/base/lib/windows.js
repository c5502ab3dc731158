/** What is to be seen of windows that lie on each other. */
import { area, intersection, subtract } from "./rect.js";

/**
 * Of each window the parts that no window in front of it covers, as rectangles without a pixel in common. `windows` are given from front to
 * back, and so are the answers: `[[], …]` has an empty list for a window that cannot be seen.
 */
export function visibleParts(windows) {
  return windows.map((window, at) => without([window], windows.slice(0, at)));
}

/** How many pixels are covered by any of the windows; one that several cover counts once. */
export function coveredArea(windows) {
  return visibleParts(windows)
    .flat()
    .reduce((sum, part) => sum + area(part), 0);
}

/** The share of a window, from 0 to 1, that can be seen below those in front of it. An empty window has none. */
export function visibleShare(window, inFront) {
  const whole = area(window);
  if (whole === 0) return 0;
  return without([window], inFront).reduce((sum, part) => sum + area(part), 0) / whole;
}

/** The window that a click at a pixel meets: the foremost that covers it. Undefined when it meets the desktop. */
export function windowAt(windows, x, y) {
  return windows.find((window) => intersection(window, { x, y, width: 1, height: 1 }) !== undefined);
}

function without(parts, covers) {
  return covers.reduce((left, cover) => left.flatMap((part) => subtract(part, cover)), parts);
}
