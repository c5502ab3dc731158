/** What can be told of staged entries before any of them is committed. */
import type { BigIntStats } from "node:fs";
import type { StagedEntry } from "./sandbox.ts";

/** Why an entry can never be committed. */
export function badEntry({ path, type }: StagedEntry): string | undefined {
  const parts = path.split("/");
  if (path.includes("\0") || parts.some((part) => part === "" || part === "." || part === ".."))
    return `${JSON.stringify(path)} is not a path in the workspace`;
  return type === "odd" ? `${path} is a device, pipe or socket, which cannot be committed` : undefined;
}

/** What kind of entry a look has seen. */
export function kindOf(seen: BigIntStats): StagedEntry["type"] {
  if (seen.isFile()) return "file";
  if (seen.isSymbolicLink()) return "link";
  return seen.isDirectory() ? "folder" : "odd";
}

/** True when all staged below a folder lies below its source as it should lie in the workspace: then one rename does it. */
export function movesWhole(folder: StagedEntry, entries: readonly StagedEntry[], index: number): boolean {
  const prefix = `${folder.path}/`;
  for (let next = index + 1; next < entries.length; next += 1) {
    const entry = entries[next];
    if (!entry?.path.startsWith(prefix)) break;
    if (entry.type === "gone" || entry.type === "odd") return false;
    if (entry.source !== `${folder.source}/${entry.path.slice(prefix.length)}`) return false;
  }
  return true;
}
