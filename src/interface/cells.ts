/** Runs a cell of any language to its outcome, and tells the journal before and after. */
import { randomInt } from "node:crypto";
import type { Cell, Outcome } from "../core/cell.ts";
import type { Journal } from "../core/journal.ts";
import {
  changedBy,
  droppedError,
  ended,
  limitsOf,
  readBy,
  refusal,
  refused,
  type CellParts,
} from "./cell-parts.ts";
import { adviceOn, kernelAdvice, placeNotes } from "./environment/advice.ts";
import type { Acted } from "./environment/world.ts";
import { shortDiff } from "./feedback/short-diff.ts";
import type { Ran } from "./kernel/kernel.ts";
import { comesOutAs } from "./kernel/same.ts";
import { findLeft } from "./programs/left.ts";
import { prepareProgram } from "./programs/prepare.ts";
import type { Told } from "./programs/program.ts";
import { runPython } from "./python/run.ts";

export type { CellParts };

const runners = { ts: runTypeScript, py: runPython, sh: runProgram } as const;

/** Runs one cell and appends `cell.ran`; never rejects for the cell's sake. */
export async function runCell(parts: CellParts, cell: Cell): Promise<Outcome> {
  const running: Promise<Ran & { readonly left?: Uint8Array }> = runners[cell.language](parts, cell);
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
  if (cell.language === "py") parts.python.keep(findLeft(parts.journal, "py")?.hash);
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
  const { command, aside, code, read } = prepareProgram(cell, root, journal);
  const verdict = await gate.rule({ type: "program", cell: cell.id, language: "sh", code });
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
  const notes = [...placeNotes(run), ...adviceOn(run), ...told.notes];
  const error = reason === undefined ? undefined : droppedError(reason);
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
    ...(told.declared && reason === undefined && { declared: told.declared }),
    ...(changed.length > 0 && { changed }),
    ...(ignored > 0 && { ignored, ignoredIn }),
    ...(notes.length > 0 && { notes }),
    ...(told.left && reason === undefined && { left: told.left }),
    milliseconds: run.milliseconds,
  };
}
