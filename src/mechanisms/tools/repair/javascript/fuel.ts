/** Fuel and coverage: the counters that instrumented code calls, so that endless loops end at the same place every time. */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Thrown into code that has used up its fuel. */
export class OutOfFuel extends Error {
  override readonly name = "OutOfFuel";
}

let left = Number.POSITIVE_INFINITY;
let allowance = left;
let before = 0;
let covered = new Map<string, Set<number>>();
let covering = false;
let room = Number.POSITIVE_INFINITY;

/** Ticks between two looks at the memory, how many bytes one run may add, and from where on the garbage of earlier runs is collected. */
const look = 4096;
const most = 64 * 2 ** 20;
const littered = 192 * 2 ** 20;
setFlagsFromString("--expose-gc");
const collect: unknown = runInNewContext("gc");

/** Begins a run in which each test may take this many ticks. */
export function fill(fuel: number, cover: boolean): void {
  left = fuel;
  allowance = fuel;
  before = 0;
  covering = cover;
  covered = new Map();
  if (process.memoryUsage.rss() > littered && typeof collect === "function") collect();
  room = process.memoryUsage.rss() + most;
}

/** Begins the next test of the run with a full allowance. */
export function refill(): void {
  before = spent();
  left = allowance;
}

/** Ticks used since `fill`. */
export function spent(): number {
  return before + allowance - Math.max(left, 0);
}

/** What one look at a program may burn. */
const lookFuel = 3_000;

/** Does what is no part of the test, on fuel of its own. */
export function aside<T>(work: () => T): T {
  const kept = left;
  left = lookFuel;
  try {
    return work();
  } finally {
    left = kept;
  }
}

/** True when the test that runs now has used up its allowance, whether or not it let the error through. */
export function exhausted(): boolean {
  return left < 0;
}

/** The lines seen since the last call, which are then forgotten. */
export function takeLines(): Record<string, number[]> | undefined {
  if (!covering) return undefined;
  const lines = Object.fromEntries([...covered].map(([file, set]) => [file, [...set]]));
  covered = new Map();
  return lines;
}

function tick(): void {
  left -= 1;
  // An endless loop that keeps what it makes fills the memory long before ample fuel is burnt.
  if (left % look === 0 && process.memoryUsage.rss() > room) left = -1;
  if (left < 0) throw new OutOfFuel("the code ran for too long");
}

function line(file: string, at: number): void {
  if (!covering) return;
  let lines = covered.get(file);
  if (!lines) covered.set(file, (lines = new Set()));
  lines.add(at);
}

/** Makes the counters known to instrumented code, under names that nothing else uses. */
export function installCounters(): void {
  Object.assign(globalThis, { __tackleTick: tick, __tackleLine: line });
}
