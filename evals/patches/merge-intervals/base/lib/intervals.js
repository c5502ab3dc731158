/** Intervals [from, to) that overlap or touch are joined; the result is sorted. The given ones are left as they are; empty ones (to <= from) vanish. */
export function merge(intervals) {
  const sorted = intervals.filter(([from, to]) => from < to).toSorted((a, b) => a[0] - b[0]);
  const merged = [];
  for (const [from, to] of sorted) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = to;
    else merged.push([from, to]);
  }
  return merged;
}

/** How much of the line is covered by at least one interval. */
export function covered(intervals) {
  return merge(intervals).reduce((sum, [from, to]) => sum + to - from, 0);
}

/** What lies between the intervals, inside [start, end). */
export function gaps(intervals, start, end) {
  const free = [];
  let at = start;
  for (const [from, to] of merge(intervals)) {
    if (from > at) free.push([at, Math.min(from, end)]);
    at = Math.max(at, to);
    if (at >= end) break;
  }
  if (at < end) free.push([at, end]);
  return free.filter(([from, to]) => from < to);
}
