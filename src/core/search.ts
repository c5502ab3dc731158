/** Finding sessions by words in them, and what they take on the disk. */
import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { listSessions, type SessionSummary } from "./library.ts";
import { openReadable } from "./reader.ts";

/** Sessions in which one fact holds all the words, newest first. Reads every journal: there is no index. */
export function searchSessions(state: string, words: string): readonly SessionSummary[] {
  const parts = words.split(/\s+/).filter((word) => word !== "");
  const where = parts.map(() => "instr(lower(body), lower(?)) > 0").join(" AND ");
  if (where === "") return [];
  return listSessions(state).sessions.filter(({ path }) => {
    const database = openReadable(path);
    try {
      return database.prepare(`SELECT 1 FROM facts WHERE ${where} LIMIT 1`).get(...parts) !== undefined;
    } finally {
      database.close();
    }
  });
}

/** Bytes of each session: its journal, and the before-images and whatever else its private folder holds. */
export function sizeSessions(
  state: string,
): readonly (SessionSummary & { readonly journal_bytes: number; readonly scratch_bytes: number })[] {
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
  return readdirSync(path).reduce((sum, name) => sum + bytesOf(join(path, name)), 0);
}
