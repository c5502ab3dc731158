/** When something is due. */
import { readTimetable, type Timetable } from "./timetable.ts";

const day = 24 * 60 * 60 * 1000;
/** The longest that one can have to wait is eight years, for a 29 February around a year such as 2100. */
const farthest = 8 * 366 + 1;

/** The first minute after a time at which a timetable is due; undefined when it never is, as on a 30 February. */
export function nextTime(text: string, after: Date): Date | undefined {
  const timetable = readTimetable(text);
  const hours = [...timetable.hours].sort((a, b) => a - b);
  const minutes = [...timetable.minutes].sort((a, b) => a - b);
  const today = Math.floor(after.getTime() / day) * day;
  for (let ahead = 0; ahead <= farthest; ahead++) {
    const midnight = today + ahead * day;
    if (!isDueOn(timetable, new Date(midnight))) continue;
    for (const hour of hours) {
      for (const minute of minutes) {
        const time = midnight + (hour * 60 + minute) * 60_000;
        if (time > after.getTime()) return new Date(time);
      }
    }
  }
  return undefined;
}

/** All minutes from a time, included, up to another, not included, at which a timetable is due. */
export function timesBetween(text: string, from: Date, to: Date): Date[] {
  const times: Date[] = [];
  let next = nextTime(text, new Date(from.getTime() - 1));
  while (next !== undefined && next < to) {
    times.push(next);
    next = nextTime(text, next);
  }
  return times;
}

/** True when a timetable is due at the minute of a time, whatever its seconds are. */
export function isDue(text: string, time: Date): boolean {
  const timetable = readTimetable(text);
  return isDueOn(timetable, time) && timetable.hours.has(time.getUTCHours()) && timetable.minutes.has(time.getUTCMinutes());
}

function isDueOn({ months, days, weekdays }: Timetable, date: Date): boolean {
  return months.has(date.getUTCMonth() + 1) && days.has(date.getUTCDate()) && weekdays.has(date.getUTCDay());
}
