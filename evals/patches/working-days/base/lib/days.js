/**
 * Working days: Monday to Friday, but for holidays. Dates are texts such as "2026-11-30"; `holidays` is a list of them, in any order. What is
 * not a date is refused with a RangeError.
 */

const day = 24 * 60 * 60 * 1000;

/** True from Monday to Friday, unless it is a holiday. */
export function isWorkingDay(date, holidays = []) {
  const weekday = new Date(parse(date)).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.includes(date);
}

/**
 * The date that so many working days lie after `date`, or before it when `count` is negative. With a count of zero it is the date itself if it is a working
 * day, else the next one. What is between and no working day does not count, nor does the date itself.
 */
export function addWorkingDays(date, count, holidays = []) {
  if (!Number.isInteger(count)) throw new RangeError(`not a number of days: ${count}`);
  if (count === 0) return isWorkingDay(date, holidays) ? date : addWorkingDays(date, 1, holidays);
  const step = Math.sign(count);
  let [now, left] = [date, Math.abs(count)];
  while (left > 0) {
    now = shift(now, step);
    if (isWorkingDay(now, holidays)) left -= 1;
  }
  return now;
}

/**
 * How many working days one goes from `from` to `to`: each working day on the way counts, `to` among them and `from` not. On the way back in time
 * they count just so, below zero: from Wednesday to Monday it is -2. When `to` is a working day, `addWorkingDays(from, count)` comes to it.
 */
export function workingDaysBetween(from, to, holidays = []) {
  let count = 0;
  for (let now = from; now < to; ) {
    now = shift(now, 1);
    if (isWorkingDay(now, holidays)) count += 1;
  }
  return count;
}

/** The last working day of a month such as "2026-11". */
export function lastWorkingDay(month, holidays = []) {
  const [year, number] = month.split("-").map(Number);
  const firstOfNext = format(Date.UTC(year, number, 1));
  return addWorkingDays(firstOfNext, -1, holidays);
}

function shift(date, days) {
  return format(parse(date) + days * day);
}

function parse(date) {
  const time = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(time) || format(time) !== date) throw new RangeError(`not a date: ${date}`);
  return time;
}

function format(time) {
  return new Date(time).toISOString().slice(0, 10);
}
