/** The tables of a journal's file, and the proof that a file has them. */
import type { DatabaseSync } from "node:sqlite";
import { chainStart } from "./chain.ts";
import { corruptFault } from "./database.ts";
import { Fault } from "./fault.ts";
import { format } from "./migrate.ts";

/** "tckl", in the header of each file, so that `file` and we can tell it from others. */
const application = 0x74636b6c;

const tables = [
  "CREATE TABLE facts (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL, hash TEXT NOT NULL) STRICT",
  "CREATE TABLE blobs (hash TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID",
  "CREATE TABLE session (one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL, count INTEGER NOT NULL, head TEXT NOT NULL) STRICT",
];

/** What the one row of `session` says: without it, facts cut off at the end would not be missed. */
export interface SessionRow {
  readonly id: string;
  readonly count: number;
  readonly head: string;
}

/** Marks a file that is about to be written on as one of this format, so that an older tackle does not misread it. */
export function raiseFormat(database: DatabaseSync): void {
  if (pragma(database, "user_version") < format) writeFormat(database);
}

/** Writes a page in any case. */
export function writeFormat(database: DatabaseSync): void {
  database.exec(`PRAGMA user_version = ${format}`);
}

/** Makes the tables in an empty file. */
export function createSchema(database: DatabaseSync, id: string): void {
  database.exec(
    `PRAGMA application_id = ${application}; PRAGMA user_version = ${format}; ${tables.join(";")}`,
  );
  database.prepare("INSERT INTO session VALUES (1, ?, 0, ?)").run(id, chainStart);
}

/**
 * The session row of a file that is a journal of this format. Throws `Fault("journal_corrupt")` for a foreign file; its tables
 * must be ours to the letter, since a view or trigger in a planted file would run in our process.
 */
export function checkSchema(database: DatabaseSync, path: string): SessionRow {
  if (pragma(database, "application_id") !== application)
    throw corruptFault(path, "it is not a journal of tackle");
  const found = pragma(database, "user_version");
  if (found > format)
    throw new Fault(
      "journal_failed",
      `the journal ${path} was written by a newer tackle (format ${found}, this one knows ${format})`,
      "update tackle",
    );
  const stored = database.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").all();
  const foreign = stored.length !== tables.length || stored.some(({ sql }) => !tables.includes(String(sql)));
  if (foreign) throw corruptFault(path, "its tables are not those of a journal");
  const row = database.prepare("SELECT id, count, head FROM session").get();
  if (typeof row?.["id"] !== "string" || typeof row["count"] !== "number" || typeof row["head"] !== "string")
    throw corruptFault(path, "it does not say which session it is");
  return { id: row["id"], count: row["count"], head: row["head"] };
}

function pragma(database: DatabaseSync, name: string): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0);
}
