/** What is done for the state folder when a session is over: the index takes it in, and what is overdue goes. */
import { basename } from "node:path";
import { journalFolders, sessionsIn } from "./library.ts";
import { sweepSessions, type Retention } from "./retention.ts";
import { withIndex } from "./session-index.ts";
import type { Sized } from "./search.ts";

/** Milliseconds that somebody who waits for the prompt does not notice. */
const patience = 40;

export interface TidyOptions {
  readonly state: string;
  /** The workspace whose sessions are taken in. */
  readonly root: string;
  readonly retention: Retention;
}

/** Never throws: whatever could not be done now is done another time. Returns the sessions that went. */
export function tidySessions({ state, root, retention }: TidyOptions): readonly Sized[] {
  try {
    for (const folder of journalFolders(state, root))
      withIndex(state, basename(folder), (index) => index.take(sessionsIn(folder), { limit: patience }));
    const gone = sweepSessions(state, retention, Date.now());
    for (const folder of gone.length > 0 ? journalFolders(state) : [])
      withIndex(state, basename(folder), (index) => index.take(sessionsIn(folder), { limit: patience }));
    return gone;
  } catch {
    return [];
  }
}
