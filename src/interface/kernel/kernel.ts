/** Runs TypeScript cells one after another and keeps their variables. */
import type { Cell, Outcome, Problem } from "../../core/cell.ts";
import type { Job } from "./job.ts";

/** How a cell is run. `expected`: it is run again for its variables, and unless it comes out so they are lost. */
export type Limits = Pick<Job, "timeLimit" | "waited" | "signal" | "seed" | "given"> & {
  readonly expected?: Outcome;
};

/** What a run did; `readings` are what it read from the clock. */
export type Ran = Outcome & { readonly readings?: readonly number[] };

/** What the check before a run says. `problems` are provable mistakes and the cell must not run; `warnings` go along with its outcome. */
export interface CheckResult {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/**
 * One session's kernel. Cells are checked against the declarations of the tools and of earlier cells' variables, then run in a
 * sandboxed process in which the workspace is read-only and acts go over the bridge. Variables outlive errors and interrupts.
 */
export interface Kernel {
  /** Its process has not died since the first cell, or since it was renewed: no variable was lost with it. */
  readonly whole: boolean;
  check(cell: Cell): Promise<CheckResult>;
  /** Runs a cell that `check` let pass. Never rejects for the cell's sake: a dead kernel is the outcome `lost`. */
  run(cell: Cell, limits: Limits): Promise<Ran>;
  /** Leaves all variables behind: the next cell runs as the first one did. */
  renew(): Promise<void>;
  /** Starts a process ahead for the next `renew`, or for when this one dies. For moments in which nobody waits. */
  prepare(): void;
  close(): Promise<void>;
}
