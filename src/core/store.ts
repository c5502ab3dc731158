/** A session's journal in one SQLite file, with one writer. */
import type { DatabaseSync } from "node:sqlite";
import { existsSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { openInsert } from "./append.ts";
import type { Clock } from "./clock.ts";
import { openBlobs } from "./blobs.ts";
import { databaseFault, guarded, inTransaction, loadSqlite } from "./database.ts";
import { openFlush, type Flush } from "./flush.ts";
import type { Fact } from "./fact.ts";
import { Fault } from "./fault.ts";
import type { Journal } from "./journal.ts";
import { takeLock, type Lock } from "./lock.ts";
import { ensurePrivateFile, ensurePrivateFolder } from "./private.ts";
import { inspect, readFacts, type Verified } from "./reader.ts";
import { createSchema, raiseFormat, writeFormat } from "./schema.ts";

/** Starts the journal of session `id` as `<folder>/<id>.db`. Folder 0700, file 0600. Throws Faults only. */
export function createJournal(
  folder: string,
  options: { readonly id: string; readonly clock: Clock },
): Journal {
  const path = join(folder, `${options.id}.db`);
  return guarded(path, () => {
    ensurePrivateFolder(folder);
    if (existsSync(path))
      throw new Fault("journal_failed", `there is a journal at ${path} already`, "resume it instead");
    return openLocked(path, options.clock, options.id);
  });
}

/**
 * Opens the journal at `path` to go on with it. Throws `Fault("journal_corrupt")` when its chain does not hold,
 * `Fault("workspace_busy")` when another process writes to it, `Fault("session_unknown")` when there is none.
 */
export function openJournal(path: string, options: { readonly clock: Clock }): Journal {
  return guarded(path, () => {
    // Before the first look: the log and its index get the mode that the file has when they are made.
    for (const name of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(name)) ensurePrivateFile(name);
    inspect(path);
    ensurePrivateFolder(dirname(path));
    return openLocked(path, options.clock, undefined);
  });
}

/** `id` is given for a new file. */
function openLocked(path: string, clock: Clock, id: string | undefined): Journal {
  const session = id ?? basename(path, ".db");
  const taken = takeLock(path.replace(/\.db$/, ".lock"), { pid: process.pid, session });
  if (!("release" in taken))
    throw new Fault(
      "workspace_busy",
      `session ${session} is being written by process ${taken.pid}`,
      "wait for it to end; `tackle show` reads it meanwhile",
    );
  let database: DatabaseSync | undefined;
  try {
    if (id !== undefined) makeFile(path, id);
    const { DatabaseSync } = loadSqlite();
    const opened = new DatabaseSync(path, { timeout: 2000 });
    database = opened;
    // A new file is made without waiting for the disk: nothing in it counts before the first sync, which flushes all of it.
    opened.exec(`PRAGMA trusted_schema = OFF; PRAGMA synchronous = ${id === undefined ? "NORMAL" : "OFF"}`);
    // By way of memory no file is made for the one page that tells the mode.
    if (id !== undefined) opened.exec("PRAGMA journal_mode = MEMORY");
    opened.exec("PRAGMA journal_mode = WAL");
    if (id !== undefined) writeFormat(opened); // with a log's first page goes its head, for which SQLite would wait in NORMAL too
    opened.exec("PRAGMA synchronous = NORMAL");
    const verified = readFacts(opened, path);
    raiseFormat(opened);
    return writeJournal({ database: opened, lock: taken, path, clock, verified, flush: openFlush(path) });
  } catch (error) {
    database?.close();
    taken.release();
    throw databaseFault(error, path);
  }
}

/** A file of that name is a journal from its first moment on, whenever its maker dies. */
function makeFile(path: string, id: string): void {
  const { DatabaseSync } = loadSqlite();
  const draft = `${path}.new`;
  rmSync(draft, { force: true });
  ensurePrivateFile(draft);
  const database = new DatabaseSync(draft);
  try {
    database.exec("PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY");
    inTransaction(database, () => createSchema(database, id));
  } finally {
    database.close();
  }
  renameSync(draft, path);
}

interface Parts {
  readonly database: DatabaseSync;
  readonly lock: Lock;
  readonly flush: Flush;
  readonly path: string;
  readonly clock: Clock;
  readonly verified: Verified;
}

function writeJournal({ database, lock, flush, path, clock, verified }: Parts): Journal {
  const { id, facts } = verified;
  let { head } = verified;
  const listeners = new Set<(fact: Fact) => void>();
  const blobs = openBlobs(database, path);
  const insert = openInsert(database, facts);

  return {
    id,
    facts,
    get head() {
      return head;
    },
    append(...bodies) {
      if (bodies.length === 0) return [];
      // A clock set back must not make the past look later than the present.
      const at = Math.max(facts.at(-1)?.at ?? 0, Math.floor(clock.now()));
      const added = guarded(path, () => insert({ previous: head, count: facts.length, at }, bodies));
      head = added.head;
      facts.push(...added.facts);
      for (const fact of added.facts) for (const listener of listeners) listener(fact);
      return added.facts;
    },
    sync: () => flush.wait(),
    keep: (bytes) => blobs.keep(bytes),
    read: (name) => blobs.read(name),
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      if (!database.isOpen) return;
      listeners.clear();
      database.close();
      flush.close();
      lock.release();
    },
  };
}
