/** Copies what lies on a stage to where no program can reach it: whatever still holds the originals open changes nothing any more. */
import { chmodSync, constants, copyFileSync, lchownSync, lstatSync, mkdirSync } from "node:fs";
import { readlinkSync, symlinkSync, utimesSync } from "node:fs";
import path from "node:path";
import type { Held, StagedEntry } from "../sandbox.ts";
import { removeTree } from "./remove-tree.ts";

/** The same entries with their sources below `to`, which it makes. */
function copyOut(entries: readonly StagedEntry[], to: string): readonly StagedEntry[] {
  return entries.map((entry) => {
    const { source, type } = entry;
    // What is odd is never committed, so nobody opens it.
    if (source === undefined || type === "odd" || type === "gone") return entry;
    const copy = path.join(to, entry.path);
    mkdirSync(path.dirname(copy), { recursive: true, mode: 0o700 });
    const seen = lstatSync(source);
    if (type === "file") copyFileSync(source, copy, constants.COPYFILE_FICLONE);
    else if (type === "link") symlinkSync(readlinkSync(source), copy);
    else mkdirSync(copy, { recursive: true });
    const made = lstatSync(copy);
    if (made.uid !== seen.uid || made.gid !== seen.gid) lchownSync(copy, seen.uid, seen.gid);
    if (type !== "link") chmodSync(copy, seen.mode & 0o7777);
    if (type === "file") utimesSync(copy, seen.atime, seen.mtime);
    return { ...entry, source: copy };
  });
}

/** What was held of a stage, as copies in `place`. To be called while nothing runs on the stage. */
export function holdCopies(entries: readonly StagedEntry[], ended: number, place: string): Held {
  if (entries.length === 0) return { entries, ended, drop: async () => {} };
  return { entries: copyOut(entries, place), ended, drop: () => removeTree(place) };
}
