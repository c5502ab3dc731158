/** What a runner of cells is made of, and what is said of every cell, of whatever language. */
import type { Cell, CellError, Outcome, Problem } from "../core/cell.ts";
import type { Reading } from "../core/effect.ts";
import type { Fact } from "../core/fact.ts";
import type { Journal } from "../core/journal.ts";
import type { Gate } from "./api/gate.ts";
import { filesNamed } from "./environment/named.ts";
import type { World } from "./environment/world.ts";
import type { Kernel, Limits } from "./kernel/kernel.ts";
import type { PythonKernel } from "./python/open.ts";

/** What a runner is made of. */
export interface CellParts {
  readonly gate: Gate;
  readonly journal: Journal;
  readonly world: World;
  /** The workspace. */
  readonly root: string;
  /** The kernel, started when the first TypeScript cell needs it. */
  readonly kernel: () => Promise<Kernel>;
  /** The Python kernel, whose process is started by the first Python cell. */
  readonly python: PythonKernel;
  /** Tells the bridge that a cell's calls count from the start. */
  readonly begin: (cell: string) => void;
  readonly signal: AbortSignal;
  /** Ends the cell that runs now, and nothing else. */
  readonly step?: () => AbortSignal;
  /** In a replay: the facts whose clock and chance cells have again. */
  readonly recorded?: readonly Fact[];
  /** Milliseconds of wall time that a cell may take. */
  readonly timeLimit: number;
  /** Milliseconds that a person has kept cells waiting so far; they do not count. */
  readonly waited?: () => number;
  readonly onOutput?: (cell: string, text: string) => void;
  /** What has happened beside the cells and was not told yet, a line each. */
  readonly notes?: () => readonly string[];
}

/** Fires when the session or this cell alone is to end. */
export const ended = ({ signal, step }: CellParts): AbortSignal =>
  step ? AbortSignal.any([signal, step()]) : signal;

export const limitsOf = (parts: CellParts): Limits => ({
  timeLimit: parts.timeLimit,
  signal: ended(parts),
  ...(parts.waited && { waited: parts.waited }),
});

/** What it names is what it may read. */
export function readBy(
  { code, language }: Pick<Cell, "code" | "language">,
  { root }: Pick<CellParts, "root">,
): { readonly read?: readonly Reading[] } {
  const read = filesNamed(code, language, root);
  return read.length > 0 ? { read } : {};
}

export function refused(started: number, problems: readonly Problem[]): Outcome {
  return { status: "refused", output: "", problems, milliseconds: performance.now() - started };
}

export function refusal(journal: Journal, cell: Cell, started: number, reason: string): Outcome {
  journal.append({ type: "effect.refused", cell: cell.id, what: `${cell.language} cell`, reason });
  return {
    status: "refused",
    output: "",
    error: { name: "Refused", message: reason },
    milliseconds: performance.now() - started,
  };
}

/** The paths that a cell's own calls have committed. */
export function changedBy(journal: Journal, cell: string): readonly string[] {
  const committed = new Set(
    journal.facts.flatMap((fact) =>
      fact.type === "change.committed" && fact.cell === cell ? [fact.change] : [],
    ),
  );
  const paths = journal.facts.flatMap((fact) =>
    fact.type === "change.intended" && committed.has(fact.change) ? fact.changes.map(({ path }) => path) : [],
  );
  return [...new Set(paths)];
}

/** What a cell is told whose changes did not count. */
export function droppedError(reason: string): CellError {
  return { name: "Refused", message: `its changes were dropped: ${reason}` };
}
