export const week = 7 * 24 * 60;

/**
 * A timetable lists spans `{ day, from, to }`: day 0 (Monday) to 6, minutes of the day, from < to <= 1440.
 * `isOpen` tells of a minute of the week (0 to 10079) whether it is in a span; a span holds its `from`, not its `to`.
 */
export function isOpen(spans, minute) {
  const day = Math.floor(minute / 1440);
  const time = minute % 1440;
  return spans.some((span) => span.day === day && span.from <= time && time < span.to);
}

/** Minutes from `minute` until the timetable is next open: 0 when it is open, undefined when it never is. */
export function untilOpen(spans, minute) {
  if (isOpen(spans, minute)) return 0;
  const starts = spans.map(({ day, from }) => day * 1440 + from - minute);
  const ahead = starts.filter((wait) => wait > 0);
  return ahead.length === 0 ? undefined : Math.min(...ahead);
}

/** Open minutes of the whole week; spans do not overlap. */
export function openMinutes(spans) {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}
