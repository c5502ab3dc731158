/** Taking a session's changes back after it has ended, all of them or from a cell on. */
import { basename, join } from "node:path";
import { systemClock } from "./core/clock.ts";
import type { Fact, FactOf } from "./core/fact.ts";
import { Fault } from "./core/fault.ts";
import type { Journal } from "./core/journal.ts";
import { findSession, listSessions } from "./core/library.ts";
import { lineOf } from "./core/line.ts";
import { lockWorkspace } from "./core/lock.ts";
import { readJournal } from "./core/reader.ts";
import { openJournal } from "./core/store.ts";
import { viewSession } from "./core/view.ts";
import { gitFolderOf, isGitObject, usedGit } from "./interface/environment/git-files.ts";
import { revertCommit, type Conflict } from "./interface/environment/undo.ts";
import { openWorkspace } from "./interface/environment/workspace.ts";

export interface UndoOptions {
  /** The state folder. */
  readonly state: string;
  /** A session by its id or the start of it; absent: the one that was begun last in `root`. */
  readonly session?: string;
  /** The workspace whose last session is meant when none is named: absolute and real. */
  readonly root?: string;
  /** A cell, such as `c3`: what it and later ones changed is taken back, and nothing before. */
  readonly from?: string;
}

/** What an undo came to. */
export interface Undone {
  readonly session: string;
  readonly root: string;
  /** Paths that were given back, sorted; empty when there was nothing to take back. */
  readonly paths: readonly string[];
  /** Paths that were left alone, and why. */
  readonly conflicts: readonly Conflict[];
  /** How many paths that git ignores were written through, and cannot be taken back. */
  readonly ignored: number;
}

/**
 * Takes back what a session changed, newest first. What someone else has changed since stays as it is and is named; nothing is
 * destroyed. Each change taken back is on record as `change.undone`, so that doing it twice does nothing; what was left alone is tried
 * again, as whoever changed it may have put it back. Throws
 * `Fault("workspace_busy")` while the session, or another in its folder, is running; `Fault("session_unknown")`.
 */
export function undoSession(options: UndoOptions): Undone {
  const { state, from } = options;
  const path = pathOf(options);
  const session = basename(path, ".db");
  const { root } = openWorkspace(viewSession(readJournal(path).facts).root);
  const lock = lockWorkspace(state, root, session);
  try {
    const journal = openJournal(path, { clock: systemClock });
    try {
      const standing = standingChanges(journal.facts, from, session);
      const keep = join(state, "scratch", session, "kept");
      const { paths, conflicts } = takeBack(journal, standing, { root, keep });
      const ignored = standing.reduce((sum, { intended }) => sum + intended.ignored, 0);
      return { session, root, paths, conflicts, ignored };
    } finally {
      journal.close();
    }
  } finally {
    lock.release();
  }
}

function pathOf({ state, session, root }: UndoOptions): string {
  if (session !== undefined) return findSession(state, session);
  const { sessions } = listSessions(state, root === undefined ? {} : { root });
  const last = sessions.toSorted((a, b) => b.started_at - a.started_at)[0];
  if (last) return last.path;
  throw new Fault(
    "session_unknown",
    `there is no session of ${root ?? "any folder"}`,
    "see `tackle sessions`; then: tackle undo s-…",
  );
}

type Intended = FactOf<"change.intended">;

/** A change that is to be taken back; `left`: of it only these paths, which an earlier undo left alone. */
interface Standing {
  readonly intended: Intended;
  readonly left: readonly string[] | undefined;
}

/** Changes from `from` on that are not dropped and not wholly taken back, newest first; one that a crash cut off is among them. */
function standingChanges(
  facts: readonly Fact[],
  from: string | undefined,
  session: string,
): readonly Standing[] {
  const left = new Map<string, readonly string[]>();
  for (const fact of facts) {
    if (fact.type === "change.dropped") left.set(fact.change, []);
    if (fact.type === "change.undone") left.set(fact.change, fact.conflicts);
  }
  // What a rewind left behind was taken back by a change of its own, which only an undo of everything meets.
  const counting = from === undefined ? facts : lineOf(facts);
  const past = facts.findLast((fact) => fact.type === "session.forked")?.seq ?? 0;
  const cells = counting
    .flatMap((fact) => (fact.type === "model.replied" ? fact.cells : []))
    .map(({ id }) => id);
  const first = from === undefined ? 0 : cells.indexOf(from);
  if (first === -1)
    throw new Fault(
      "bad_usage",
      `session ${session} has no cell ${from}`,
      `tackle show ${session} names its cells`,
    );
  const before = new Set(cells.slice(0, first));
  return counting
    .filter((fact) => fact.type === "change.intended")
    .filter(({ seq, change, cell }) => seq > past && left.get(change)?.length !== 0 && !before.has(cell))
    .map((intended) => ({ intended, left: left.get(intended.change) }))
    .toReversed();
}

function takeBack(
  journal: Journal,
  changes: readonly Standing[],
  place: { readonly root: string; readonly keep: string },
): Pick<Undone, "paths" | "conflicts"> {
  const touched = new Set<string>();
  const conflicts = new Map<string, Conflict>();
  for (const { intended, left: earlier } of changes) {
    // A path that was left alone keeps its older states too: they lie beneath someone else's.
    const repositories = new Set([...conflicts.keys()].flatMap((path) => gitFolderOf(path) ?? []));
    const isHeld = (path: string): boolean => repositories.has(gitFolderOf(path) ?? "") && !isGitObject(path);
    for (const { path } of intended.changes)
      if (isHeld(path) && !conflicts.has(path)) conflicts.set(path, { path, reason: usedGit });
    const undo = intended.undo.filter(
      ({ path }) => !conflicts.has(path) && !isHeld(path) && concerns(earlier, path),
    );
    const left = revertCommit(undo, { ...place, changes: intended.changes });
    for (const conflict of left) conflicts.set(conflict.path, conflict);
    for (const { path } of intended.changes)
      if (!isGitObject(path) && (earlier?.includes(path) ?? true)) touched.add(path);
    const { change, cell } = intended;
    const inIt = new Set([...intended.changes.map(({ path }) => path), ...left.map(({ path }) => path)]);
    const still = [...conflicts.keys()].filter((path) => inIt.has(path));
    if (earlier?.length === still.length && still.every((path) => earlier.includes(path))) continue;
    journal.append({ type: "change.undone", change, cell, conflicts: still });
  }
  return {
    paths: [...touched].filter((path) => !isLeft(path, conflicts)).toSorted(),
    conflicts: [...conflicts.values()],
  };
}

/** Whether a step is to be taken, where an earlier undo left only these paths: theirs, and those of the folders around them. */
const concerns = (left: readonly string[] | undefined, path: string): boolean =>
  left === undefined || left.some((each) => each === path || each.startsWith(`${path}/`));

/** Left alone, or a folder that still holds what was left alone. */
function isLeft(path: string, conflicts: ReadonlyMap<string, Conflict>): boolean {
  return conflicts.has(path) || [...conflicts.keys()].some((each) => each.startsWith(`${path}/`));
}
