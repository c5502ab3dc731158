/** One cell on its way through a kernel's process, and how it came out. */
import type { CellError, Outcome } from "../../core/cell.ts";

/** A prepared cell, and the names that it declares. */
export interface Job {
  readonly cell: string;
  readonly code: string;
  readonly names: readonly string[];
  readonly timeLimit: number;
  /** Milliseconds so far, of all cells, that do not count, because a person was asked. */
  readonly waited?: () => number;
  readonly signal: AbortSignal;
}

/** How a job ended; `alive` are the declared names that hold something, absent when all do. */
export interface Ended extends Pick<Outcome, "value" | "error" | "output" | "milliseconds"> {
  readonly status: "ok" | "error" | "interrupted" | "timeout" | "lost";
  readonly alive?: readonly string[];
}

/** The end of a cell whose process died. */
export function lostJob(why: string): { readonly status: "lost"; readonly error: CellError } {
  return { status: "lost", error: { name: "KernelLost", message: `the kernel died: ${why}` } };
}
