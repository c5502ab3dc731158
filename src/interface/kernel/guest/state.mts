/** What the kernel is doing now. */

/** One run of one cell. `settled` is true once its answer is on its way: nothing more is said for it. */
export interface Running {
  readonly run: number;
  readonly cell: string;
  readonly code: string;
  /** What it declares. */
  readonly names: readonly string[];
  /** What it read from the clock so far, and what it read when it ran before. */
  readonly readings: number[];
  readonly given: readonly number[];
  /** How many of the readings the host knows. */
  told: number;
  /** Its calls that have no answer yet. */
  calls: number;
  written: number;
  settled: boolean;
  /** It was interrupted, and must not go on. */
  ended: boolean;
  /** Called when its last call was answered. */
  idle: () => void;
}

/** The cell that runs, if any. */
export const state: { current: Running | undefined } = { current: undefined };

/**
 * Shared with the watcher's thread: the run that may be ended, 0 for none, negative when its termination is on the way; the last
 * run that is over; the last run whose termination is over.
 */
export const turn: Int32Array<SharedArrayBuffer> = new Int32Array(new SharedArrayBuffer(12));

/**
 * From here on nothing is terminated until `yieldTurn`. A termination that is on the way is waited for: it ends this very stack,
 * as it would have ended the cell's, and the watcher then has the cell answered for.
 */
export function takeTurn(): number {
  const run = Atomics.exchange(turn, 0, 0);
  if (run >= 0) return run;
  Atomics.store(turn, 0, run);
  while (Atomics.load(turn, 2) !== -run);
  Atomics.store(turn, 0, 0);
  return -run;
}

/** Lets the run be terminated again, if it is still the one that runs. */
export function yieldTurn(run: number): void {
  if (run !== 0 && state.current?.run === run) Atomics.store(turn, 0, run);
}

/** Does what must not be ended halfway, such as a write to the host. */
export function whole(work: () => void): void {
  const run = takeTurn();
  work();
  yieldTurn(run);
}
