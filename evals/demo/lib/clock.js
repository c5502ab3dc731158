/** Minutes, days, and whether a time lies in a period. */

export const DAY = 24 * 60;

/** Reads "07:30" as minutes since midnight. */
export function parseTime(text) {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text);
  if (!match) throw new TypeError(`not a time: ${text}`);
  const [hours, minutes] = match.slice(1).map(Number);
  if (hours > 23 || minutes > 59) throw new RangeError(`no such time: ${text}`);
  return hours * 60 + minutes;
}

/** The time of day of any minute, also one of a later day. */
export function timeOfDay(minute) {
  return minute % DAY;
}

/**
 * Whether a time of day lies in a period. A period holds its first minute and not its last, so that
 * two periods can meet without sharing one. A period that starts later than it ends runs over midnight.
 */
export function isWithin(time, period) {
  const { from, to } = period;
  if (from > to) return time >= from || time < to;
  return time >= from && time <= to;
}

/** Shows minutes as "1 h 05". */
export function formatDuration(minutes) {
  const hours = Math.floor(minutes / 60);
  const rest = String(minutes % 60).padStart(2, "0");
  return hours > 0 ? `${hours} h ${rest}` : `${minutes} min`;
}
