/** Forgetting: texts go out of sessions, and what happened stays on record. */
import { rmSync } from "node:fs";
import { forgetIn, type Choice } from "./core/forget.ts";
import { findSession, listSessions } from "./core/library.ts";
import { dropIndex } from "./core/session-index.ts";
import { holdSession } from "./held.ts";

export interface ForgetOptions {
  /** The state folder. */
  readonly state: string;
  /** A session; absent with a pattern: all of them. */
  readonly session?: string;
  /** Only this text, wherever it stands; absent: every text of the session. */
  readonly pattern?: string;
}

/** What was forgotten, a line a session in which there was something. */
export interface Forgotten {
  readonly session: string;
  readonly facts: number;
  readonly blobs: number;
  /** The before-images of its files, without which it cannot be undone. */
  readonly images: boolean;
}

/**
 * Takes texts out of journals for good; their chains still verify. With all of a session its before-images go too. Throws
 * `Fault("workspace_busy")` while a session is running, `Fault("session_unknown")`.
 */
export async function forgetTexts({ state, session, pattern }: ForgetOptions): Promise<readonly Forgotten[]> {
  const choice: Choice = pattern === undefined ? { type: "all" } : { type: "pattern", text: pattern };
  const paths =
    session === undefined
      ? listSessions(state).sessions.map(({ path }) => path)
      : [findSession(state, session)];
  const done: Forgotten[] = [];
  for (const path of paths) {
    const named = path.slice(path.lastIndexOf("/") + 1, -".db".length);
    const forgotten = await holdSession(state, named, async ({ journal, scratch }) => {
      const counts = await forgetIn(journal, path, choice);
      if (choice.type === "all") rmSync(scratch, { recursive: true, force: true });
      return { session: journal.id, ...counts, images: choice.type === "all" };
    });
    if (forgotten.facts + forgotten.blobs > 0) done.push(forgotten);
  }
  dropIndex(state); // it holds words; the next search makes it anew
  return done;
}
