/** A second session that shares another's past and nothing else. */
import { existsSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { openBlobReader } from "./core/blobs.ts";
import { systemClock } from "./core/clock.ts";
import { Fault } from "./core/fault.ts";
import { sessionId } from "./core/id.ts";
import { findSession, sessionFolder } from "./core/library.ts";
import { lineAt, lineOf } from "./core/line.ts";
import { notRun } from "./core/not-run.ts";
import { copyPast } from "./core/past.ts";
import { readJournal } from "./core/reader.ts";
import { viewSession } from "./core/view.ts";
import { makeTreeAt } from "./interface/environment/tree-at.ts";
import type { Conflict } from "./interface/environment/undo.ts";
import { findPlace } from "./place.ts";

export interface ForkOptions {
  /** The state folder. */
  readonly state: string;
  readonly session: string;
  /** `c3`, `turn 2`, `start`; absent: as it stands. */
  readonly at?: string;
  /** The new workspace, which must not be there yet; absent: beside the old one. */
  readonly into?: string;
}

/** What a fork came to. */
export interface Forked {
  readonly session: string;
  readonly from: string;
  /** Where it begins: `c3`, `turn 2`, `start`, `the end`. */
  readonly at: string;
  readonly root: string;
  /** A git worktree, or a plain copy. */
  readonly kind: "worktree" | "copy";
  /** Paths that hold what someone else made of them, since they were changed after the session did. */
  readonly conflicts: readonly Conflict[];
}

/**
 * Makes a session with the past of another, up to a place in it, in a tree of its own: a git worktree or, outside git, a copy. What was
 * never of the session (a person's files, what git ignores) is as it is now. Throws `Fault("session_unknown" | "bad_usage" | "workspace_failed")`.
 */
export async function forkSession({ state, session: named, at, into }: ForkOptions): Promise<Forked> {
  const path = findSession(state, named);
  const { id: from, facts } = readJournal(path);
  const { root: old } = viewSession(facts);
  const line = lineOf(facts);
  const place =
    at === undefined ? { seq: line.at(-1)?.seq ?? 0, name: "the end" } : findPlace(line, at, from);
  const past = lineAt(facts, place.seq);
  const session = sessionId(systemClock.now());
  const root = resolve(into ?? join(dirname(old), `${basename(old)}-${session.slice(-5)}`));
  if (existsSync(root))
    throw new Fault("bad_usage", `${root} is there already`, "name another with --into <folder>");
  const blobs = openBlobReader(path);
  try {
    const tree = { old, root, facts, now: line, wanted: past, scratch: join(state, "scratch", session) };
    const { kind, conflicts } = makeTreeAt({ ...tree, read: (hash) => blobs.read(hash) });
    const journal = copyPast(past, {
      folder: sessionFolder(state, root),
      id: session,
      read: (hash) => blobs.read(hash),
    });
    try {
      const upTo = journal.facts.length;
      journal.append({ type: "session.forked", from, upTo, head: journal.head, root });
      if (at !== undefined) journal.append(...notRun(journal.facts));
      await journal.sync();
    } finally {
      journal.close();
    }
    return { session, from, at: place.name, root, kind, conflicts };
  } finally {
    blobs.close();
  }
}
