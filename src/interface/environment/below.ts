/** Relative paths and what lies below them. */
import { type BigIntStats, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { look } from "./version.ts";

/** A folder with more entries than this is told as one change, and what is in it is not watched. */
const listed = 20_000;

/** The folder of a relative path; "" for the workspace itself. */
export function folderOf(path: string): string {
  const folder = dirname(path);
  return folder === "." ? "" : folder;
}

/** All entries below a folder, parents first; undefined when there are too many to tell. */
export function listBelow(root: string, folder: string): ReadonlyMap<string, BigIntStats> | undefined {
  const found = new Map<string, BigIntStats>();
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    for (const name of readdirSync(join(root, next))) {
      const path = `${next}/${name}`;
      const seen = look(join(root, path));
      if (!seen) continue;
      found.set(path, seen);
      if (found.size > listed) return undefined;
      if (seen.isDirectory()) folders.push(path);
    }
  }
  return found;
}
