/** New contents of files, laid out as a stage. */
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folderOf } from "./below.ts";
import { giveTo } from "./owner.ts";
import type { StagedEntry } from "./sandbox.ts";
import { look } from "./version.ts";

/** One file as it is to be; null takes it away. `path` is relative to the workspace and resolved. */
export interface Edit {
  readonly path: string;
  readonly text: string | Uint8Array | null;
  /** Permission bits; default those of the file that is there, else 0644 under the umask. */
  readonly mode?: number;
}

/** Writes the contents to fresh files in `scratch` and returns them as staged entries, with the folders that are missing, parents first. */
export function entriesFromText(
  edits: readonly Edit[],
  { root, scratch }: { readonly root: string; readonly scratch: string },
): readonly StagedEntry[] {
  mkdirSync(scratch, { recursive: true, mode: 0o700 });
  const folder = mkdtempSync(join(scratch, "edit-"));
  const entries = new Map<string, StagedEntry>();
  const owner = lstatSync(root);
  for (const [index, { path, text, mode }] of edits.entries()) {
    if (text === null) {
      entries.set(path, { path, type: "gone" });
      continue;
    }
    for (const missing of missingFolders(root, path)) {
      if (entries.has(missing)) continue;
      const source = join(folder, `folder-${entries.size}`);
      mkdirSync(source);
      giveTo(source, owner);
      entries.set(missing, { path: missing, type: "folder", source });
    }
    const source = join(folder, `file-${index}`);
    const seen = look(join(root, path));
    writeFileSync(source, text);
    giveTo(source, seen?.isFile() ? seen : owner);
    const old = seen?.isFile() ? Number(seen.mode & 0o777n) : undefined;
    const wanted = mode ?? old;
    if (wanted !== undefined) chmodSync(source, wanted);
    entries.delete(path);
    entries.set(path, { path, type: "file", source });
  }
  return [...entries.values()];
}

function missingFolders(root: string, path: string): readonly string[] {
  const missing: string[] = [];
  for (let folder = folderOf(path); folder !== "" && !look(join(root, folder)); folder = folderOf(folder))
    missing.unshift(folder);
  return missing;
}
