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

/** Shared with the watcher's thread: which run may be interrupted, 0 for none; and which one the main thread has answered for. */
export const turn: Int32Array<SharedArrayBuffer> = new Int32Array(new SharedArrayBuffer(8));
