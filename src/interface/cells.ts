/** Runs a cell of any language to its outcome, and tells the journal before and after. */
import { randomInt } from "node:crypto";
import type { Cell, Outcome, Problem } from "../core/cell.ts";
import type { Reading } from "../core/effect.ts";
import type { Fact } from "../core/fact.ts";
import type { Journal } from "../core/journal.ts";
import type { Gate } from "./api/gate.ts";
import { adviceOn, kernelAdvice, placeNotes } from "./environment/advice.ts";
import { filesNamed } from "./environment/named.ts";
import type { Acted, World } from "./environment/world.ts";
import { shortDiff } from "./feedback/short-diff.ts";
import type { Kernel, Limits, Ran } from "./kernel/kernel.ts";
import { comesOutAs } from "./kernel/same.ts";
import { prepareProgram } from "./programs/prepare.ts";
import type { Told } from "./programs/program.ts";

/** What a runner is made of. */
export interface CellParts {
  readonly gate: Gate;
  readonly journal: Journal;
  readonly world: World;
  /** The workspace. */
  readonly root: string;
  /** The kernel, started when the first TypeScript cell needs it. */
  readonly kernel: () => Promise<Kernel>;
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

/** Runs one cell and appends `cell.ran`; never rejects for the cell's sake. */
export async function runCell(parts: CellParts, cell: Cell): Promise<Outcome> {
  const running: Promise<Ran & { readonly left?: Uint8Array }> =
    cell.language === "ts" ? runTypeScript(parts, cell) : runProgram(parts, cell);
  const { readings, left, ...own } = await running.catch(
    (thrown: unknown): Ran & { readonly left?: Uint8Array } => {
      // Whoever waits for a person when the user stops is woken by a rejection.
      if (parts.signal.aborted) return { status: "interrupted", output: "", milliseconds: 0 };
      throw thrown;
    },
  );
  const notes = [...(own.notes ?? []), ...(parts.notes?.() ?? [])];
  const diff = own.changed ? await shortDiff(parts.journal, cell.id) : undefined;
  const outcome = {
    ...own,
    ...(diff !== undefined && { diff }),
    ...(notes.length > 0 && { notes }),
  };
  // Stopped by the user: nothing of it is on record, so that a resumed session runs it again.
  const stopped = parts.signal.aborted && outcome.status === "interrupted";
  const told = readings && readings.length > 0 ? { readings } : {};
  if (stopped) return outcome;
  const kept = left && { left: { language: cell.language, hash: parts.journal.keep(left) } };
  parts.journal.append({ type: "cell.ran", cell: cell.id, outcome, ...told, ...kept });
  return outcome;
}

/**
 * Brings a kernel's variables back: the TypeScript cells that ran, again and in order, their calls answered from the journal. They
 * passed their check then. Gives the cells that came out otherwise, whose variables are lost; stops when the session does.
 */
export async function restoreVariables(parts: CellParts, cells: readonly Cell[]): Promise<readonly string[]> {
  const strayed: string[] = [];
  if (cells.length === 0) return strayed;
  const kernel = await parts.kernel();
  for (const cell of cells) {
    if (parts.signal.aborted) return strayed;
    const { expected, ...record } = recordOf(parts.journal, cell.id);
    // What never came to its end would not do so now.
    if (expected && unended.has(expected.status)) {
      strayed.push(cell.id);
      continue;
    }
    parts.begin(cell.id);
    const { notes: _notes, ...ran } = await kernel.run(cell, {
      ...limitsOf(parts),
      ...record,
      ...(expected && { expected }),
    });
    if (expected && !comesOutAs(ran, expected) && !parts.signal.aborted) strayed.push(cell.id);
  }
  return strayed;
}

const unended: ReadonlySet<Outcome["status"]> = new Set(["timeout", "interrupted", "lost"]);

/** Fires when the session or this cell alone is to end. */
const ended = ({ signal, step }: CellParts): AbortSignal =>
  step ? AbortSignal.any([signal, step()]) : signal;

const limitsOf = (parts: CellParts): Limits => ({
  timeLimit: parts.timeLimit,
  signal: ended(parts),
  ...(parts.waited && { waited: parts.waited }),
});

/** What the journal says of a cell that began before: what it read from clock and chance, and how it came out. */
function recordOf(
  { facts }: Pick<Journal, "facts">,
  cell: string,
): { readonly seed?: number; readonly given: readonly number[]; readonly expected?: Outcome } {
  const started = facts.find((fact) => fact.type === "cell.started" && fact.cell === cell);
  const seed = started?.type === "cell.started" ? started.seed : undefined;
  const ran = facts.find((fact) => fact.type === "cell.ran" && fact.cell === cell);
  const given: number[] = [];
  for (const fact of facts)
    if (fact.type === "call.made" && fact.cell === cell && fact.readings?.from === given.length)
      given.push(...fact.readings.values);
  return {
    ...(seed !== undefined && { seed }),
    given: (ran?.type === "cell.ran" && ran.readings) || given,
    ...(ran?.type === "cell.ran" && { expected: ran.outcome }),
  };
}

async function runTypeScript(parts: CellParts, cell: Cell): Promise<Ran> {
  const { gate, journal } = parts;
  const started = performance.now();
  const kernel = await parts.kernel();
  const { problems, warnings } = await kernel.check(cell);
  if (problems.length > 0) {
    journal.append({ type: "cell.checked", cell: cell.id, problems });
    return refused(started, problems);
  }
  const verdict = await gate.rule({ type: "program", cell: cell.id, language: "ts", code: cell.code });
  if (verdict.type !== "allow") return refusal(journal, cell, started, verdict.reason);
  const { seed = randomInt(2 ** 32), given } = recordOf({ facts: parts.recorded ?? journal.facts }, cell.id);
  journal.append({ type: "cell.started", cell: cell.id, seed, ...readBy(cell, parts) });
  parts.begin(cell.id);
  const outcome = await kernel.run(cell, { ...limitsOf(parts), seed, given });
  const changed = changedBy(journal, cell.id);
  const notes = [...(outcome.notes ?? []), ...kernelAdvice(outcome.error?.message ?? "")];
  return {
    ...outcome,
    ...(notes.length > 0 && { notes }),
    ...(changed.length > 0 && { changed }),
    ...(warnings.length > 0 && { problems: warnings }),
  };
}

async function runProgram(parts: CellParts, cell: Cell): Promise<Outcome & { readonly left?: Uint8Array }> {
  const { gate, journal, world, root, timeLimit } = parts;
  const started = performance.now();
  const language = cell.language === "py" ? "py" : "sh";
  const { command, aside, code, read } = prepareProgram(cell, root, journal);
  const verdict = await gate.rule({ type: "program", cell: cell.id, language, code });
  if (verdict.type !== "allow") return refusal(journal, cell, started, verdict.reason);
  journal.append({ type: "cell.started", cell: cell.id, ...readBy(cell, parts) });
  const acted = await world.run(
    { cell: cell.id },
    {
      ...command,
      timeLimit,
      signal: ended(parts),
      ...(parts.onOutput && { onOutput: (text: string) => parts.onOutput?.(cell.id, text) }),
    },
    aside,
  );
  const told = read(acted.aside, acted.run);
  // What changed something did run, whatever it says of itself.
  if (told.problem && acted.changed.length === 0 && acted.ignored === 0) {
    journal.append({ type: "cell.checked", cell: cell.id, problems: [told.problem] });
    return refused(started, [told.problem]);
  }
  return programOutcome(acted, told);
}

/** What a program did, as an outcome. Where its changes were dropped, so is what it would have left for later cells. */
function programOutcome(
  { run, changed, ignored, ignoredIn, refused: reason }: Acted,
  told: Told,
): Outcome & { readonly left?: Uint8Array } {
  const notes = [
    ...placeNotes(run),
    ...adviceOn({ ...run, output: `${run.output}\n${told.error?.stack ?? ""}` }),
    ...told.notes,
  ];
  const error =
    reason === undefined ? told.error : { name: "Refused", message: `its changes were dropped: ${reason}` };
  return {
    status: run.interrupted
      ? "interrupted"
      : run.timedOut
        ? "timeout"
        : run.exit === 0 && !error
          ? "ok"
          : "error",
    output: run.output,
    exit: run.exit,
    ...(error && { error }),
    ...(told.value !== undefined && { value: told.value }),
    ...(changed.length > 0 && { changed }),
    ...(ignored > 0 && { ignored, ignoredIn }),
    ...(notes.length > 0 && { notes }),
    ...(told.left && reason === undefined && { left: told.left }),
    milliseconds: run.milliseconds,
  };
}

/** What it names is what it may read. */
function readBy(
  { code, language }: Pick<Cell, "code" | "language">,
  { root }: Pick<CellParts, "root">,
): { readonly read?: readonly Reading[] } {
  const read = filesNamed(code, language, root);
  return read.length > 0 ? { read } : {};
}

function refused(started: number, problems: readonly Problem[]): Outcome {
  return { status: "refused", output: "", problems, milliseconds: performance.now() - started };
}

function refusal(journal: Journal, cell: Cell, started: number, reason: string): Outcome {
  journal.append({ type: "effect.refused", cell: cell.id, what: `${cell.language} cell`, reason });
  return {
    status: "refused",
    output: "",
    error: { name: "Refused", message: reason },
    milliseconds: performance.now() - started,
  };
}

/** The paths that a cell's own calls have committed. */
function changedBy(journal: Journal, cell: string): readonly string[] {
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
