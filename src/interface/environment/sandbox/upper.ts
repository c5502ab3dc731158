/** What a command left on an overlay, read by the host itself: for where no program can read the overlay's own marks. */
import type { Stats } from "node:fs";
import { chmod, lstat, readdir } from "node:fs/promises";
import path from "node:path";
import type { StagedEntry } from "../sandbox.ts";

/** The same folder three times: as it was, what was written over it, and what the command saw. */
export interface Overlay {
  readonly root: string;
  readonly upper: string;
  readonly merged: string;
}

const namesIn = async (folder: string): Promise<readonly string[]> => (await readdir(folder)).toSorted();

/** Gives a folder back to its owner: what the owner cannot enter could be neither read nor committed. Returns its mode. */
export async function openFolder(folder: string, mode: number): Promise<number> {
  if ((mode & 0o700) !== 0o700) await chmod(folder, (mode | 0o700) & 0o7777);
  return mode | 0o700;
}

const isWhiteout = (seen: Stats): boolean => seen.isCharacterDevice() && seen.rdev === 0;

/**
 * Whether a folder of the workspace was replaced: something of it is no longer seen, and no whiteout says why. (When all its names
 * are there again, it makes no difference.)
 */
async function hides(overlay: Overlay, folder: string): Promise<boolean> {
  const seen = new Set(await namesIn(path.join(overlay.merged, folder)));
  for (const name of await namesIn(path.join(overlay.root, folder))) {
    if (seen.has(name)) continue;
    const over = await lstat(path.join(overlay.upper, folder, name)).catch(() => undefined);
    if (over === undefined || !isWhiteout(over)) return true;
  }
  return false;
}

function typeOf(seen: Stats): "file" | "link" | "odd" {
  if (seen.isFile()) return "file";
  return seen.isSymbolicLink() ? "link" : "odd";
}

/** All entries, parents before children; `fresh` when nothing of the workspace lies below `folder` any more. */
export async function walkUpper(
  overlay: Overlay,
  folder = "",
  fresh = false,
): Promise<readonly StagedEntry[]> {
  const entries: StagedEntry[] = [];
  for (const name of await namesIn(path.join(overlay.upper, folder))) {
    const file = path.join(folder, name);
    const source = path.join(overlay.upper, file);
    const seen = await lstat(source);
    if (isWhiteout(seen)) {
      if (!fresh) entries.push({ path: file, type: "gone" });
      continue;
    }
    if (!seen.isDirectory()) {
      // a program that takes on its owner's rights is not handed out
      if (seen.isFile() && (seen.mode & 0o6000) !== 0) await chmod(source, seen.mode & 0o1777);
      entries.push({ path: file, type: typeOf(seen), source });
      continue;
    }
    // through the overlay, which would go on to answer with the old mode
    const mode = await openFolder(path.join(overlay.merged, file), seen.mode);
    const before = fresh ? undefined : await lstat(path.join(overlay.root, file)).catch(() => undefined);
    const merges = before?.isDirectory() === true;
    const opaque = merges && (await hides(overlay, file));
    if (opaque) entries.push({ path: file, type: "opaque", source });
    if (!merges || (!opaque && before.mode !== mode)) entries.push({ path: file, type: "folder", source });
    entries.push(...(await walkUpper(overlay, file, !merges || opaque)));
  }
  return entries;
}
