/** Reads timetables; the README says how they are written. */

export interface Timetable {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** From 0, Sunday, to 6. */
  readonly weekdays: ReadonlySet<number>;
}

interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly words?: readonly string[];
}

const fields: readonly Field[] = [
  { name: "minute", from: 0, to: 59 },
  { name: "hour", from: 0, to: 23 },
  { name: "day", from: 1, to: 31 },
  { name: "month", from: 1, to: 12, words: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"] },
  { name: "weekday", from: 0, to: 7, words: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
];

const short: Record<string, string> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
  "@yearly": "0 0 1 1 *",
};

/** Reads a timetable. Throws a TypeError, which says where, for what is none. */
export function readTimetable(text: string): Timetable {
  const said = (short[text.trim()] ?? text).trim().split(/\s+/);
  if (said.length !== fields.length) throw new TypeError(`a timetable has ${fields.length} fields: ${text}`);
  const [minutes, hours, days, months, weekdays] = fields.map((field, at) => readField(field, said[at]!.toLowerCase()));
  if (weekdays!.delete(7)) weekdays!.add(0);
  return { minutes: minutes!, hours: hours!, days: days!, months: months!, weekdays: weekdays! };
}

function readField(field: Field, text: string): Set<number> {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const [, first, last, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part) ?? [];
    if (first === undefined || (first === "*" && last !== undefined)) throw mistake(field, part);
    const from = first === "*" ? field.from : readValue(field, first);
    const to = first === "*" ? field.to : readValue(field, last ?? first);
    const by = Number(step ?? 1);
    if (from > to || by === 0 || (step !== undefined && first !== "*" && last === undefined)) throw mistake(field, part);
    for (let value = from; value <= to; value += by) values.add(value);
  }
  return values;
}

function readValue(field: Field, text: string): number {
  const word = field.words?.indexOf(text) ?? -1;
  const value = word >= 0 ? word + field.from : Number(/^\d+$/.test(text) ? text : NaN);
  if (!(value >= field.from && value <= field.to)) throw mistake(field, text);
  return value;
}

function mistake({ name }: Field, text: string): TypeError {
  return new TypeError(`not a ${name}: ${text}`);
}
