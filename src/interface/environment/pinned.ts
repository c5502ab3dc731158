/** A folder of the workspace held open: what is done in it lands in that very folder, though its path may lead elsewhere by then. */
import { closeSync, constants, openSync } from "node:fs";
import { basename, join } from "node:path";
import { folderOf } from "./below.ts";

/** Linux's O_PATH, which Node does not name: a handle that needs no right to read. */
const handle = 0o10000000;
const flags = handle | constants.O_DIRECTORY | constants.O_NOFOLLOW;

/**
 * Calls `work` with a path at which the folder (relative to `root`, "" for itself) can be reached for as long as it runs. Each folder on the
 * way is entered from the one before, and a link is not followed: then, and when one is gone, a system error (ENOENT, ENOTDIR) is thrown.
 */
export function withFolder<T>(root: string, folder: string, work: (place: string) => T): T {
  if (process.platform !== "linux") return work(join(root, folder));
  let descriptor = openSync(root, flags);
  try {
    for (const name of folder.split("/").filter((part) => part !== "")) {
      const next = openSync(`/proc/self/fd/${descriptor}/${name}`, flags);
      closeSync(descriptor);
      descriptor = next;
    }
    return work(`/proc/self/fd/${descriptor}`);
  } finally {
    closeSync(descriptor);
  }
}

/** As `withFolder`, with the path of an entry in the folder that is held. */
export function withEntry<T>(root: string, path: string, work: (place: string) => T): T {
  return withFolder(root, folderOf(path), (place) => work(join(place, basename(path))));
}
