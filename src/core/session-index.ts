/** What is kept of the sessions of one project beside their journals, so that listing and searching need not open them; made anew when deleted. */
import type { DatabaseSync } from "node:sqlite";
import { lstatSync, rmSync } from "node:fs";
import { join } from "node:path";
import { loadSqlite } from "./database.ts";
import { Fault } from "./fault.ts";
import { ensurePrivateFile, ensurePrivateFolder } from "./private.ts";
import { openReadable } from "./reader.ts";
import { plainText } from "./words.ts";

/** Part of the file's name: an older tackle has its own. */
const version = 1;

const tables = `
  CREATE TABLE sessions (number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, listed TEXT, summary TEXT, indexed TEXT, count INTEGER NOT NULL DEFAULT 0);
  CREATE VIRTUAL TABLE words USING fts5(body, content='', contentless_delete=1, prefix='1 2 3');
  PRAGMA user_version = ${version}`;

/** A document is a fact; its number tells the session and the fact's place there. */
const place = (number: number, seq: number): number => number * 2 ** 24 + seq;

/** The newest fact of a journal that has what was looked for. */
export interface Hit {
  readonly path: string;
  readonly seq: number;
}

export interface Patience {
  /** Told how many journals are left, when it takes a while. */
  readonly onLong?: (left: number) => void;
  /** After so many milliseconds the rest is left for another time. */
  readonly limit?: number;
}

export interface SessionIndex {
  /** What `make` gave for the journal when it was last as it is now; else what it gives now. `null` is kept too. */
  summary<T>(path: string, make: () => T): T;
  /** Takes in what these journals have had since the last time, and lets go of all others. */
  take(paths: readonly string[], patience?: Patience): void;
  /** Where an FTS5 query holds, a fact for each journal. */
  find(query: string): readonly Hit[];
}

const fileOf = (state: string, project: string): string => join(state, "index", `${project}.${version}.db`);

/** Throws the index of a project away, or of all: after a text was forgotten nothing may hold it. */
export function dropIndex(state: string, project?: string): void {
  if (project === undefined) return rmSync(join(state, "index"), { recursive: true, force: true });
  for (const end of ["", "-wal", "-shm", "-journal"])
    rmSync(`${fileOf(state, project)}${end}`, { force: true });
}

/**
 * Works with the index of a project, by the name of its folder of journals. When it cannot be used now (somebody else writes it, the disk is
 * full, the folder is read-only) it is one that forgets everything afterwards, so that the same is found.
 */
export function withIndex<T>(state: string, project: string, work: (index: SessionIndex) => T): T {
  try {
    ensurePrivateFolder(join(state, "index"));
    ensurePrivateFile(fileOf(state, project));
    return using(open(fileOf(state, project)), work);
  } catch (error) {
    if (error instanceof Fault && error.code !== "journal_failed") throw error;
    return using(open(":memory:"), work);
  }
}

function using<T>(database: DatabaseSync, work: (index: SessionIndex) => T): T {
  try {
    const result = work(useIndex(database));
    try {
      database.exec("COMMIT"); // one transaction: no other process sees or waits for half of it
    } catch {
      // A full disk: what was found holds all the same.
    }
    return result;
  } finally {
    database.close();
  }
}

function open(path: string): DatabaseSync {
  const { DatabaseSync } = loadSqlite();
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    // What is lost with a power cut is made anew.
    database.exec("PRAGMA trusted_schema = OFF; PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY");
    database.exec("BEGIN IMMEDIATE");
    const found = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
    if (found === 0) database.exec(tables);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function useIndex(database: DatabaseSync): SessionIndex {
  const row = database.prepare("SELECT number, listed, summary, indexed, count FROM sessions WHERE path = ?");
  const add = database.prepare("INSERT INTO sessions (path) VALUES (?)");
  const numberOf = (path: string): number => {
    const found = row.get(path)?.["number"];
    return Number(found ?? add.run(path).lastInsertRowid);
  };
  return {
    summary<T>(path: string, make: () => T): T {
      const stamp = stampOf(path);
      const found = row.get(path);
      if (found?.["listed"] === stamp && typeof found["summary"] === "string")
        return JSON.parse(found["summary"]);
      const made = make();
      try {
        const keep = database.prepare("UPDATE sessions SET listed = ?, summary = ? WHERE number = ?");
        keep.run(stamp, JSON.stringify(made), numberOf(path));
      } catch {
        // It is found out anew the next time.
      }
      return made;
    },
    take(paths, { onLong, limit = Number.POSITIVE_INFINITY } = {}) {
      const there = new Set(paths);
      for (const { number, path } of database.prepare("SELECT number, path FROM sessions").all())
        if (!there.has(String(path))) remove(database, Number(number));
      const stale = paths.filter((path) => row.get(path)?.["indexed"] !== stampOf(path));
      const started = performance.now();
      for (const [at, path] of stale.entries()) {
        const spent = performance.now() - started;
        if (spent > limit) return;
        if (spent > 500) onLong?.(stale.length - at);
        index(database, path, { number: numberOf(path), count: Number(row.get(path)?.["count"] ?? 0) });
      }
    },
    find(query) {
      const hits = database.prepare(
        "SELECT path, hit FROM (SELECT max(rowid) AS hit FROM words WHERE words MATCH ? GROUP BY rowid >> 24) JOIN sessions ON number = hit >> 24",
      );
      return hits.all(query).map(({ path, hit }) => ({ path: String(path), seq: Number(hit) % 2 ** 24 }));
    },
  };
}

function remove(database: DatabaseSync, number: number): void {
  database
    .prepare("DELETE FROM words WHERE rowid >= ? AND rowid < ?")
    .run(place(number, 0), place(number + 1, 0));
  database.prepare("DELETE FROM sessions WHERE number = ?").run(number);
}

/** Takes in the facts after those that it has. */
function index(
  database: DatabaseSync,
  path: string,
  { number, count }: { readonly number: number; readonly count: number },
): void {
  const stamp = stampOf(path);
  const put = database.prepare("INSERT OR REPLACE INTO words (rowid, body) VALUES (?, ?)");
  let seen = count;
  let journal: DatabaseSync | undefined;
  try {
    journal = openReadable(path);
    for (const { seq, body } of journal.prepare("SELECT seq, body FROM facts WHERE seq > ?").iterate(count)) {
      put.run(place(number, Number(seq)), plainText(String(body)));
      seen = Number(seq);
    }
  } catch {
    // A damaged journal is found as far as it can be read.
  } finally {
    journal?.close();
  }
  database.prepare("UPDATE sessions SET indexed = ?, count = ? WHERE number = ?").run(stamp, seen, number);
}

/** Tells a journal from what it was before: size and time of its file and its log. */
function stampOf(path: string): string {
  return (
    ["", "-wal"]
      .map((end) => lstatSync(`${path}${end}`, { throwIfNoEntry: false, bigint: true }))
      // A reader may leave an empty log behind.
      .map((seen) => (seen && seen.size > 0 ? `${seen.ino}:${seen.size}:${seen.mtimeNs}` : "-"))
      .join(" ")
  );
}
