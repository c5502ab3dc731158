/** One cell on its way through a kernel's process, and how it came out. */
import type { CellError, Outcome, Problem } from "../../core/cell.ts";
import type { CallRequest } from "../api/bridge.ts";
import type { Fault } from "../../core/fault.ts";
import type { Sandbox } from "../environment/sandbox.ts";
import type { createOutput } from "./output.ts";

/** What a kernel's process is started with. */
export interface DriverOptions {
  readonly sandbox: Pick<Sandbox, "launch">;
  /** Dotted names of the functions that cells may call. */
  readonly tools: readonly string[];
  /** The workspace. */
  readonly root: string;
  call(request: CallRequest): Promise<unknown>;
  onOutput?(cell: string, text: string): void;
  /** It will not be of use for long: it has died, or a cell in it does not end when it is told to. */
  onFailing?(): void;
}

/** A prepared cell, and the names that it declares. */
export interface Job {
  readonly cell: string;
  readonly code: string;
  readonly names: readonly string[];
  readonly timeLimit: number;
  /** Milliseconds so far, of all cells, that do not count, because a person was asked. */
  readonly waited?: () => number;
  readonly signal: AbortSignal;
  /** Where the cell's random numbers begin: an integer of 32 bits. */
  readonly seed?: number;
  /** What it read from the clock when it ran before, in milliseconds: it reads that again, and then the time. */
  readonly given?: readonly number[];
}

/** How a job ended; `alive` are the declared names that hold something, absent when all do. */
export interface Ended extends Pick<Outcome, "value" | "error" | "output" | "notes" | "milliseconds"> {
  readonly status: "ok" | "error" | "interrupted" | "timeout" | "lost";
  readonly alive?: readonly string[];
  /** What it read from the clock. */
  readonly readings?: readonly number[];
  /** Of a Python cell. */
  readonly problem?: Problem;
  readonly exit?: number;
  readonly state?: number;
}

/** The end of a job, before its output is counted. */
export type Done = Omit<Ended, "output" | "milliseconds">;

/** The job that runs, as the host follows it. */
export interface Current {
  readonly job: Job;
  readonly started: number;
  readonly output: ReturnType<typeof createOutput>;
  readonly calls: AbortController;
  readonly seen: Set<number>;
  printed: number;
  answered: number;
  /** It has ended, and waits for its process to rest. */
  isOver: boolean;
  stopped?: "timeout" | "interrupted";
  end(how: Done): void;
  fail(fault: Fault): void;
}

/** The end of a cell whose process died. */
export function lostJob(why: string): { readonly status: "lost"; readonly error: CellError } {
  return { status: "lost", error: { name: "KernelLost", message: `the kernel died: ${why}` } };
}

/** The order that the guest is given. */
export function orderOf({ cell, code, names, seed = 1, given = [] }: Job, run: number): object {
  return { type: "run", run, cell, code, names, seed, given };
}
