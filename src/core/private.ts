/** Folders and files that only their owner may look into. */
import { chmodSync, closeSync, lstatSync, mkdirSync, openSync } from "node:fs";
import { Fault } from "./fault.ts";

/** Makes `path` (and its parents) a folder of mode 0700; a looser mode of our own folder is repaired. */
export function ensurePrivateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  tighten(path, 0o700);
}

/** Makes `path` a file of mode 0600, empty when it is new; a looser mode of our own file is repaired. */
export function ensurePrivateFile(path: string): void {
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  tighten(path, 0o600);
}

function tighten(path: string, mode: number): void {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) throw notPrivate(path, "it is a symbolic link");
  const own = process.getuid?.();
  if (own !== undefined && found.uid !== own)
    throw notPrivate(path, `it belongs to another user (uid ${found.uid})`);
  if ((found.mode & 0o077) !== 0) chmodSync(path, mode);
}

function notPrivate(path: string, why: string): Fault {
  return new Fault(
    "journal_failed",
    `${path} cannot hold private data: ${why}`,
    "move it away and try again",
  );
}
