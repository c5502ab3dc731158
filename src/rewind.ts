/** Taking chat, files and variables of a session back together, and taking that back. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Fact, FactBody } from "./core/fact.ts";
import { Fault } from "./core/fault.ts";
import type { Journal } from "./core/journal.ts";
import { followLine, lineAt, lineOf, nextChange } from "./core/line.ts";
import { cellsOf, notRun } from "./core/not-run.ts";
import { makeAmends } from "./interface/environment/amends.ts";
import { prepareCommit } from "./interface/environment/commit.ts";
import { stageSteps, stepsBetween } from "./interface/environment/states.ts";
import type { Conflict } from "./interface/environment/undo.ts";
import { holdSession } from "./held.ts";
import { findPlace, type Place } from "./place.ts";
import type { VariableOptions } from "./variables.ts";

export interface RewindOptions {
  /** The state folder. */
  readonly state: string;
  readonly session: string;
  /** `c3`, `turn 2`, `start`; absent: before the last cell. */
  readonly to?: string;
  /** Takes the last rewind back instead. */
  readonly undo?: boolean;
  /** Brings the variables back at once. Absent: the session's next run does it. */
  readonly variables?: VariableOptions;
}

/** What a rewind came to. */
export interface Rewound {
  readonly session: string;
  readonly root: string;
  /** Where the session stands now: `c3`, `turn 2`, `start`. */
  readonly to: string;
  /** Cells that no longer count, or that count again. */
  readonly cells: readonly string[];
  /** Paths whose contents went back. */
  readonly paths: readonly string[];
  /** Paths that were left alone, since someone else has changed them. */
  readonly conflicts: readonly Conflict[];
  /** Paths that git ignores, written through meanwhile: they stay as they are. */
  readonly ignored: number;
  /** TypeScript cells whose variables there are when the session goes on. */
  readonly variables: readonly string[];
  /** Those of them whose variables did not come back; undefined when it was not tried, or would have taken too long. */
  readonly lost?: readonly string[];
  /** Milliseconds that all of it took. */
  readonly milliseconds: number;
}

/** The cell under which a rewind's own change is on record. */
const rewindCell = "rewind";

/**
 * Takes a session that does not run back to a place in it: later facts stay on record and leave every view, and the files become what
 * they were, as one more change. What someone else has changed since is left and named. Throws `Fault("workspace_busy")` while the session
 * or another in its folder runs, `Fault("session_unknown")`, `Fault("bad_usage")` when there is no such place.
 */
export async function rewindSession(options: RewindOptions): Promise<Rewound> {
  const started = performance.now();
  return holdSession(options.state, options.session, async (held) => {
    const { session, journal, root, scratch } = held;
    makeAmends(followLine(journal), { root, keep: join(scratch, "kept") });
    const place = options.undo
      ? beforeRewind(journal.facts, session)
      : findPlace(lineOf(journal.facts), options.to, session);
    const { openVariables } = options.variables ? await import("./variables.ts") : {};
    // It starts while the files move.
    const variables = options.variables && (await openVariables?.(held, options.variables));
    try {
      const rewound = await goTo(journal, place, { root, scratch });
      // The files are back whatever becomes of the kernel.
      const lost = rewound.variables.length === 0 ? [] : await variables?.restore().catch(() => undefined);
      const milliseconds = performance.now() - started;
      return { ...rewound, ...(variables && lost && { lost }), milliseconds };
    } finally {
      await variables?.close();
    }
  });
}

/** Where the session stood before its last rewind. */
function beforeRewind(facts: readonly Fact[], session: string): Place {
  const last = lineOf(facts).findLast((fact) => fact.type === "session.rewound");
  if (last?.type !== "session.rewound")
    throw new Fault(
      "bad_usage",
      `session ${session} stands on no rewind`,
      `tackle rewind ${session} --to c3 makes one`,
    );
  return { seq: last.from, name: "before the rewind" };
}

async function goTo(
  journal: Journal,
  place: Place,
  given: { readonly root: string; readonly scratch: string },
): Promise<Omit<Rewound, "lost" | "milliseconds">> {
  const { facts } = journal;
  const [from, to] = [lineOf(facts), lineAt(facts, place.seq)];
  const last = from.at(-1)?.seq ?? 0;
  const { bodies, ...files } = await moveFiles(journal, { from, to }, given);
  journal.append(
    ...bodies,
    { type: "session.rewound", to: place.seq, from: last, name: place.name },
    ...notRun(to),
  );
  await journal.sync();
  const [before, after] = [cellsOf(from), cellsOf(to)];
  const shared = Math.min(...[from, to].map(({ length }) => length), firstDifference(from, to));
  return {
    session: journal.id,
    root: given.root,
    to: place.name,
    cells: (before.length > after.length ? before : after).slice(cellsOf(from.slice(0, shared)).length),
    ...files,
    ignored: from
      .slice(shared)
      .reduce((sum, fact) => sum + (fact.type === "change.intended" ? fact.ignored : 0), 0),
    variables: variablesOf(to),
  };
}

/** Makes the workspace what it was, and gives the facts that say so. */
async function moveFiles(
  journal: Journal,
  lines: { readonly from: readonly Fact[]; readonly to: readonly Fact[] },
  { root, scratch }: { readonly root: string; readonly scratch: string },
): Promise<Pick<Rewound, "paths" | "conflicts"> & { readonly bodies: readonly FactBody[] }> {
  const stage = join(scratch, "rewind");
  rmSync(stage, { recursive: true, force: true });
  try {
    const steps = stepsBetween(lines.from, lines.to);
    const { entries, conflicts } = stageSteps(steps, {
      root,
      scratch: stage,
      facts: journal.facts,
      read: (hash) => journal.read(hash),
    });
    const commit = prepareCommit(entries, { root, keep: join(scratch, "kept") });
    const { changes, undo } = commit;
    const ignored = commit.ignored.length;
    if (changes.length === 0 && commit.refused === undefined) return { paths: [], conflicts, bodies: [] };
    const change = nextChange(journal.facts);
    journal.append({ type: "change.intended", change, cell: rewindCell, changes, undo, ignored });
    await journal.sync();
    const clash = commit.apply();
    if (clash !== undefined) {
      journal.append({ type: "change.dropped", change, cell: rewindCell, reason: clash });
      throw new Fault(
        "workspace_failed",
        `nothing was rewound: ${clash}`,
        "let whoever changes it finish, then try again",
      );
    }
    const bodies: readonly FactBody[] = [{ type: "change.committed", change, cell: rewindCell }];
    return { paths: changes.map(({ path }) => path).toSorted(), conflicts, bodies };
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

function firstDifference(a: readonly Fact[], b: readonly Fact[]): number {
  const at = a.findIndex((fact, index) => fact.seq !== b[index]?.seq);
  return at === -1 ? a.length : at;
}

function variablesOf(line: readonly Fact[]): readonly string[] {
  const ran = new Set(cellsOf(line));
  return line
    .flatMap((fact) => (fact.type === "model.replied" ? fact.cells : []))
    .filter(({ id, language }) => language === "ts" && ran.has(id))
    .map(({ id }) => id);
}
