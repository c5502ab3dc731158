/** A session that does not run, held so that nobody else can go on with it meanwhile. */
import { basename, join } from "node:path";
import { systemClock } from "./core/clock.ts";
import type { Journal } from "./core/journal.ts";
import { findSession } from "./core/library.ts";
import { lockWorkspace } from "./core/lock.ts";
import { readJournal } from "./core/reader.ts";
import { openJournal } from "./core/store.ts";
import { viewSession } from "./core/view.ts";
import { openWorkspace } from "./interface/environment/workspace.ts";

export interface Held {
  readonly session: string;
  readonly journal: Journal;
  /** The workspace, absolute and real. */
  readonly root: string;
  /** The session's private folder. */
  readonly scratch: string;
}

/**
 * Does `work` with the session so named, by its id or the start of it. Throws `Fault("workspace_busy")` while it, or another in its folder,
 * runs; `Fault("session_unknown")`.
 */
export async function holdSession<T>(
  state: string,
  named: string,
  work: (held: Held) => Promise<T>,
): Promise<T> {
  const path = findSession(state, named);
  const session = basename(path, ".db");
  const { root } = openWorkspace(viewSession(readJournal(path).facts).root);
  const lock = lockWorkspace(state, root, session);
  try {
    const journal = openJournal(path, { clock: systemClock });
    try {
      return await work({ session, journal, root, scratch: join(state, "scratch", session) });
    } finally {
      journal.close();
    }
  } finally {
    lock.release();
  }
}
