/** The embedded database, loaded when first used, and its errors in our words. */
import type { DatabaseSync } from "node:sqlite";
import { Fault, toFault } from "./fault.ts";

type Sqlite = typeof import("node:sqlite");
let loaded: Sqlite | undefined;

/** `node:sqlite` without the ExperimentalWarning that Node 22 prints when it is first loaded. */
export function loadSqlite(): Sqlite {
  if (loaded) return loaded;
  const emit = process.emitWarning.bind(process);
  process.emitWarning = () => {};
  try {
    loaded = process.getBuiltinModule("node:sqlite");
  } finally {
    process.emitWarning = emit;
  }
  return loaded;
}

/** SQLite's primary result code of a thrown error, such as 13 for a full disk; 0 when it is not one of SQLite's. */
export function resultCode(thrown: unknown): number {
  return extendedCode(thrown) & 0xff;
}

function extendedCode(thrown: unknown): number {
  if (!(thrown instanceof Error) || !("errcode" in thrown) || typeof thrown.errcode !== "number") return 0;
  return thrown.errcode;
}

const busy = new Set([5, 6]);
const corrupt = new Set([11, 26]);
const full = 13;
/** SQLITE_IOERR_SHMSIZE: the shared index of the log could not grow, which in practice is a full disk. */
const sharedIndexFull = 4874;
/** SQLITE_IOERR_SHORT_READ: the file ends where it says that there is more. */
const shortRead = 522;

/** Any error met while `path` was in use, as a Fault of the right code with the path in its line. */
export function databaseFault(thrown: unknown, path: string): Fault {
  if (thrown instanceof Fault) return thrown;
  const code = resultCode(thrown);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (code === full || extendedCode(thrown) === sharedIndexFull)
    return new Fault(
      "no_space",
      `no space left for the journal ${path}`,
      "free some disk space, then run `tackle resume`",
      thrown,
    );
  if (corrupt.has(code) || extendedCode(thrown) === shortRead) return corruptFault(path, message, thrown);
  if (busy.has(code))
    return new Fault(
      "workspace_busy",
      `the journal ${path} is in use by another process`,
      "wait for it to end",
      thrown,
    );
  const fault = toFault(thrown);
  if (fault.code !== "internal") return fault;
  return new Fault(
    "journal_failed",
    `the journal ${path} cannot be used: ${message}`,
    "check that its folder exists, is yours and is writable",
    thrown,
  );
}

/** The Fault for a journal that is not what was written. */
export function corruptFault(path: string, what: string, cause?: unknown): Fault {
  return new Fault(
    "journal_corrupt",
    `the journal ${path} is damaged: ${what}`,
    "facts before the damage can still be shown; move the file away to start anew",
    cause,
  );
}

/** Runs `work`; whatever it throws comes out as a Fault that names `path`. */
export function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw databaseFault(error, path);
  }
}

/** Runs `work` in one transaction: all of it is in the file when this returns, or none of it. */
export function inTransaction(database: DatabaseSync, work: () => void): void {
  database.exec("BEGIN IMMEDIATE");
  try {
    work();
    database.exec("COMMIT");
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}
