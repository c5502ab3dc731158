/** Locks between processes that a dead holder cannot keep. */
import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { databaseFault, loadSqlite, resultCode } from "./database.ts";
import { Fault } from "./fault.ts";
import { ensurePrivateFile, ensurePrivateFolder } from "./private.ts";
import { workspaceSlug } from "./slug.ts";

/** Held until `release`, or until the process ends in whatever way. */
export interface Lock {
  release(): void;
}

/** Who holds a lock, as it told of itself. */
export interface Holder {
  readonly pid: number;
  readonly session: string;
}

/**
 * Takes the lock at `path`, an empty file that is never deleted, or answers with its holder.
 *
 * It is SQLite's exclusive lock on an empty database, a POSIX record lock underneath: the operating system lets go of it when
 * the process dies, so there is no stale lock to detect and no pid to be mistaken for another. The holder's name lies in a
 * file beside it, because closing any other descriptor of the locked file would drop the lock.
 */
export function takeLock(path: string, holder: Holder): Lock | Holder {
  const { DatabaseSync } = loadSqlite();
  ensurePrivateFile(path);
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (resultCode(error) === 5) return readHolder(path);
    throw databaseFault(error, path);
  }
  try {
    writeFileSync(`${path}.holder`, JSON.stringify(holder), { mode: 0o600 });
  } catch (error) {
    database.close();
    throw databaseFault(error, path);
  }
  return {
    release() {
      if (database.isOpen) database.close();
    },
  };
}

/**
 * One run in a folder at a time: `state` is the state folder, `root` the workspace, `session` who asks. Throws
 * `Fault("workspace_busy")` that names the session and process which has it.
 */
export function lockWorkspace(state: string, root: string, session: string): Lock {
  const real = realpathSync(root);
  const folder = join(state, "sessions", workspaceSlug(real));
  ensurePrivateFolder(state);
  ensurePrivateFolder(folder);
  const taken = takeLock(join(folder, "workspace.lock"), { pid: process.pid, session });
  if ("release" in taken) return taken;
  throw new Fault(
    "workspace_busy",
    `session ${taken.session} (process ${taken.pid}) is working in ${real}`,
    `wait for it, end it with \`kill ${taken.pid}\`, or work in another folder`,
  );
}

/** The holder may be a moment away from having written its name; then it is unknown. */
function readHolder(path: string): Holder {
  try {
    const told: unknown = JSON.parse(readFileSync(`${path}.holder`, "utf8"));
    if (typeof told === "object" && told !== null && "pid" in told && "session" in told)
      return { pid: Number(told.pid), session: String(told.session) };
  } catch {
    // An unreadable name does not make the lock free.
  }
  return { pid: 0, session: "unknown" };
}
