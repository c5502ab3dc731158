/** A cell: one piece of code that a model wrote, and what running it did. */

/** Every action of a model is a cell in one of these. Shell cells are programs; TypeScript and Python cells keep variables in a process. */
export type Language = "ts" | "sh" | "py";

/** A cell as a model wrote it, before it has a place in a session. */
export interface Draft {
  readonly language: Language;
  readonly code: string;
}

/** A cell with its name in the session: `c1`, `c2` … in the order in which they were proposed. */
export interface Cell extends Draft {
  readonly id: string;
}

/** A mistake found in a cell before it ran. Lines and columns are the cell's own, from 1. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  /** Such as `TS2304`, `syntax`. */
  readonly code: string;
  readonly message: string;
}

/** What went wrong while a cell ran; `stack` is in the cell's own lines. */
export interface CellError {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly line?: number;
}

/** How a cell ended: `refused` never ran (its check, the gate or a policy said no); `lost` is a kernel that died. */
export type CellStatus = "ok" | "error" | "refused" | "interrupted" | "timeout" | "lost";

/** Everything that running a cell did. A failing cell is data. */
export interface Outcome {
  readonly status: CellStatus;
  /** The completion value as JSON text where possible, else a bounded inspection. Absent for undefined. */
  readonly value?: string;
  /** Output, interleaved as it came; head and tail when long. `outputBlob` then holds all of it. */
  readonly output: string;
  readonly outputBlob?: string;
  /** Exit status of a program cell. */
  readonly exit?: number;
  readonly error?: CellError;
  /** Names that it declared at its top level and that hold something for later cells; of a shell cell, variables that it exported. */
  readonly declared?: readonly string[];
  /** Why it did not run, when refused; or what it was warned of. */
  readonly problems?: readonly Problem[];
  /** Paths that the cell changed in the workspace. */
  readonly changed?: readonly string[];
  /** What became of the text in them, in few lines. */
  readonly diff?: string;
  /** Paths that git ignores, written through and not undoable: how many. */
  readonly ignored?: number;
  /** In which folders of the workspace's top those are, and which files there. */
  readonly ignoredIn?: readonly string[];
  /** What the harness has to say besides, a line each: how to go on from this error, what became of a program that was started. */
  readonly notes?: readonly string[];
  readonly milliseconds: number;
}
