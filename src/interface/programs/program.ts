/** A cell that is a program: the command that runs it, and what that told besides its output. */
import type { Problem } from "../../core/cell.ts";
import type { Command } from "../environment/sandbox.ts";

/** What a program cell is run as. */
export interface Prepared {
  readonly command: Pick<Command, "argv" | "env" | "stdin">;
  /** A file of the workspace in which the command may leave word for the harness; it is read and never committed. Absent: none. */
  readonly aside?: string;
  /** What it is ruled on as: the cell in the place where it runs. */
  readonly code: string;
}

/** What was told. All of it comes out of the sandbox: it counts for what the cell may say of itself, and for nothing else. */
export interface Told {
  /** It never ran: a mistake in its syntax. */
  readonly problem?: Problem;
  /** The exported variables that it set. */
  readonly declared?: readonly string[];
  /** For later cells of the language, to be kept. */
  readonly left?: Uint8Array;
  readonly notes: readonly string[];
}
