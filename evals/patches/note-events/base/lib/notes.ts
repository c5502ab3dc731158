/** Notes, and what can be done to all of them. */

export interface Note {
  readonly channel: number;
  /** From 0 to 127; 60 is the C in the middle of a piano. */
  readonly pitch: number;
  readonly start: number;
  readonly length: number;
  /** From 1 to 127. */
  readonly velocity: number;
}

const isWhole = (value: number, from: number, to: number): boolean => Number.isInteger(value) && value >= from && value <= to;

/** Throws a RangeError for a note that no instrument could play. */
export function assertNote({ channel, pitch, start, length, velocity }: Note): void {
  if (!isWhole(channel, 0, 15)) throw new RangeError(`no channel: ${channel}`);
  if (!isWhole(pitch, 0, 127)) throw new RangeError(`no pitch: ${pitch}`);
  if (!isWhole(velocity, 1, 127)) throw new RangeError(`no velocity: ${velocity}`);
  if (!isWhole(start, 0, Infinity) || !isWhole(length, 0, Infinity)) throw new RangeError(`no time: ${start} and ${length} more`);
}

export const keyOf = ({ channel, pitch }: { channel: number; pitch: number }): number => channel * 128 + pitch;

/** The notes as keys can sound them, in the order in which they begin, and of those that begin together in that of their keys. */
export function playable(notes: readonly Note[]): Note[] {
  const result: Note[] = [];
  for (const own of Map.groupBy(notes, keyOf).values()) {
    const sorted = own.toSorted((a, b) => a.start - b.start || b.length - a.length);
    const struck = sorted.filter(({ start }, at) => start !== sorted[at - 1]?.start);
    for (const [at, note] of struck.entries()) {
      const next = struck[at + 1]?.start ?? Infinity;
      result.push({ ...note, length: Math.min(note.length, next - note.start) });
    }
  }
  return result.sort((a, b) => a.start - b.start || keyOf(a) - keyOf(b));
}

/** The notes so many half tones higher; those that would have no pitch any more are left out. */
export function transpose(notes: readonly Note[], by: number): Note[] {
  return notes.map((note) => ({ ...note, pitch: note.pitch + by })).filter(({ pitch }) => isWhole(pitch, 0, 127));
}

/**
 * The notes with starts and lengths that are multiples of a grid: the nearest one, or of two the larger. A note that is no hit does not become one,
 * but is as long as the grid at least.
 */
export function quantise(notes: readonly Note[], grid: number): Note[] {
  if (!isWhole(grid, 1, Infinity)) throw new RangeError(`no grid: ${grid}`);
  const nearest = (time: number): number => Math.floor((2 * time + grid) / (2 * grid)) * grid;
  return notes.map((note) => ({
    ...note,
    start: nearest(note.start),
    length: note.length === 0 ? 0 : Math.max(grid, nearest(note.length)),
  }));
}
