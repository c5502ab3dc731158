/** Finding sessions by words in them, and what they take on the disk. */
import { lstatSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { journalFolders, listSessions, sessionsIn, type SessionSummary } from "./library.ts";
import { openReadable } from "./reader.ts";
import { withIndex } from "./session-index.ts";
import { excerptOf, plainText, queryOf } from "./words.ts";

/** A session in which there are the words, and where. */
export interface Found extends SessionSummary {
  /** The newest fact that has all of them. */
  readonly fact: number;
  readonly excerpt: string;
}

export interface SearchOptions {
  /** At most so many sessions, the newest; 20. */
  readonly limit?: number;
  /** Told when journals must be read that nobody has searched before, and how many are left. */
  readonly onLong?: (left: number) => void;
}

/**
 * Sessions in which one fact holds all the words, each as it is or as the beginning of a longer word, newest first. What nobody has searched
 * yet is read for it; of the rest only the facts that are found.
 */
export function searchSessions(
  state: string,
  words: string,
  { limit = 20, onLong }: SearchOptions = {},
): readonly Found[] {
  const parts = words.split(/\s+/).filter((part) => /[\p{L}\p{N}]/u.test(part));
  if (parts.length === 0) return [];
  const hits = new Map<string, number>();
  for (const folder of journalFolders(state)) {
    const found = withIndex(state, basename(folder), (index) => {
      index.take(sessionsIn(folder), onLong && { onLong });
      return index.find(queryOf(parts));
    });
    for (const { path, seq } of found) hits.set(path, seq);
  }
  const found: Found[] = [];
  for (const session of listSessions(state).sessions) {
    const fact = hits.get(session.path);
    if (fact !== undefined) found.push({ ...session, fact, excerpt: excerptAt(session.path, fact, parts) });
    if (found.length >= limit) break;
  }
  return found;
}

function excerptAt(path: string, seq: number, parts: readonly string[]): string {
  const journal = openReadable(path);
  try {
    const body = journal.prepare("SELECT body FROM facts WHERE seq = ?").get(seq)?.["body"];
    return excerptOf(plainText(String(body)), parts);
  } finally {
    journal.close();
  }
}

/** A session with what it takes on the disk: its journal, and the before-images and whatever else its private folder holds. */
export interface Sized extends SessionSummary {
  readonly journal_bytes: number;
  readonly scratch_bytes: number;
}

/** Bytes of each session, newest first. */
export function sizeSessions(state: string): readonly Sized[] {
  return listSessions(state).sessions.map((session) =>
    Object.assign({}, session, {
      journal_bytes: ["", "-wal", "-shm"].reduce((sum, end) => sum + bytesOf(`${session.path}${end}`), 0),
      scratch_bytes: bytesOf(join(state, "scratch", session.session_id)),
    }),
  );
}

function bytesOf(path: string): number {
  const seen = lstatSync(path, { throwIfNoEntry: false });
  if (seen === undefined) return 0;
  if (!seen.isDirectory()) return seen.size;
  try {
    return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
  } catch {
    return 0; // a folder that a cell has closed to everybody
  }
}
