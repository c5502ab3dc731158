/** Clock and chance as cells see them: what they read is recorded, so that a cell that is run again reads the same. */
import { state } from "./state.mts";

/** Readings of the clock that are kept of one cell; past them a cell that is run again may go another way. */
const most = 4096;

/** A reading of the clock: recorded, or the one that was recorded. Between cells nothing is. */
export function reading(now: () => number): number {
  const { current } = state;
  if (current === undefined) return now();
  const { readings, given } = current;
  const value = given[readings.length] ?? now();
  if (readings.length < most) readings.push(value);
  return value;
}

/** Numbers in [0, 1) that follow from the cell's seed; between cells those of the last one go on. */
export function chance(): number {
  return (next() * 0x200000 + (next() >>> 11)) / 0x20000000000000;
}

/** Random bytes that follow from the cell's seed. */
export function fill(bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; at++) bytes[at] = next() & 0xff;
}

let word = 1;

/** Begins the numbers of a cell. */
export function seed(value: number): void {
  word = value | 0;
}

/** splitmix32. */
function next(): number {
  word = (word + 0x9e3779b9) | 0;
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x21f0aaad);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
