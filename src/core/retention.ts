/** How long sessions are kept, and letting go of those that are too old or too many. */
import { lstatSync, readdirSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { takeLock } from "./lock.ts";
import { ensurePrivateFile } from "./private.ts";
import { sizeSessions, type Sized } from "./search.ts";

export interface Retention {
  /** A session goes so many days after its last fact. */
  readonly days: number;
  /** Of more bytes than this in all, the oldest sessions go. */
  readonly bytes: number;
}

export const standardRetention: Retention = { days: 90, bytes: 2 * 2 ** 30 };

const day = 24 * 60 * 60 * 1000;

/** Those that are to go, oldest first, by their last facts. `sessions` are newest first. Pure. */
export function overdue(
  sessions: readonly Sized[],
  { days, bytes }: Retention,
  now: number,
): readonly Sized[] {
  let sum = 0;
  const kept = (session: Sized): boolean => {
    sum += session.journal_bytes + session.scratch_bytes;
    return session.last_at >= now - days * day && sum <= bytes;
  };
  return sessions.filter((session) => !kept(session)).toReversed();
}

/**
 * Lets go of what is overdue: journal, before-images, and private folders that no journal stands for any more. A session that is running is
 * left. Looks at most once a day, and says what went.
 */
export function sweepSessions(state: string, retention: Retention, now: number): readonly Sized[] {
  if (!isDue(state, now)) return [];
  const sessions = sizeSessions(state);
  const gone = overdue(sessions, retention, now).filter((session) => remove(state, session));
  const known = new Set(sessions.map(({ session_id: id }) => id));
  const scratch = join(state, "scratch");
  for (const name of names(scratch))
    if (name.startsWith("s-") && !known.has(name) && lstatSync(join(scratch, name)).mtimeMs < now - day)
      removeFolder(join(scratch, name));
  return gone;
}

function isDue(state: string, now: number): boolean {
  const mark = join(state, "swept");
  const last = lstatSync(mark, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (last > now - day) return false;
  ensurePrivateFile(mark);
  utimesSync(mark, now / 1000, now / 1000);
  return true;
}

function remove(state: string, { path, session_id: session }: Sized): boolean {
  const lock = path.replace(/\.db$/, ".lock");
  const taken = takeLock(lock, { pid: process.pid, session });
  if (!("release" in taken)) return false;
  try {
    for (const file of [path, `${path}-wal`, `${path}-shm`, `${lock}.holder`, lock])
      rmSync(file, { force: true });
    removeFolder(join(state, "scratch", session));
    return true;
  } finally {
    taken.release();
  }
}

/** What a cell has closed to everybody stays until somebody opens it. */
function removeFolder(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // The next sweep tries again.
  }
}

function names(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
