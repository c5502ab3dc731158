/** A workspace before a command ran in it: what changed since is taken out, and the workspace is put back. */
import { execFile } from "node:child_process";
import { chmod, cp, lstat, mkdir, readdir, readFile, readlink, rename } from "node:fs/promises";
import type { BigIntStats } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import type { StagedEntry } from "../sandbox.ts";
import { removeTree } from "./remove-tree.ts";
import { openFolder } from "./upper.ts";

/** A copy, and how each original looked when it was made. */
export interface Snapshot {
  readonly copy: string;
  readonly seen: ReadonlyMap<string, BigIntStats>;
}

const stat = async (file: string): Promise<BigIntStats | undefined> =>
  lstat(file, { bigint: true }).catch(() => undefined);

async function lookAt(root: string, folder: string, seen: Map<string, BigIntStats>): Promise<void> {
  for (const name of await readdir(path.join(root, folder))) {
    const file = path.join(folder, name);
    const found = await stat(path.join(root, file));
    if (found === undefined) continue;
    seen.set(file, found);
    if (found.isDirectory()) await lookAt(root, file, seen);
  }
}

/** Copies the whole workspace: right before fast, since this is for small demonstrations. */
export async function takeSnapshot(root: string, copy: string): Promise<Snapshot> {
  await mkdir(copy, { recursive: true });
  await promisify(execFile)("cp", ["-a", `${root}/.`, copy]);
  const seen = new Map<string, BigIntStats>();
  await lookAt(root, "", seen);
  return { copy, seen };
}

/** Moves also between file systems. */
async function move(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true });
  try {
    await rename(from, to);
  } catch {
    await cp(from, to, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
    await removeTree(from);
  }
}

const kindOf = (found: BigIntStats): "file" | "link" | "folder" | "odd" => {
  if (found.isFile()) return "file";
  if (found.isSymbolicLink()) return "link";
  return found.isDirectory() ? "folder" : "odd";
};
const modeOf = (found: BigIntStats): number => Number(found.mode & 0o7777n);

/** Whether a file or link is still what it was, by its bytes and mode. */
async function isSame(now: string, found: BigIntStats, before: BigIntStats, copy: string): Promise<boolean> {
  if (kindOf(found) !== kindOf(before) || found.mode !== before.mode) return false;
  if (found.ino === before.ino && found.ctimeNs === before.ctimeNs) return true;
  if (found.isSymbolicLink()) return (await readlink(now)) === (await readlink(copy));
  if (!found.isFile() || found.size !== before.size) return false;
  return (await readFile(now)).equals(await readFile(copy));
}

/** Everything that is new, with what lies below it. */
async function listNew(upper: string, file: string): Promise<readonly StagedEntry[]> {
  const source = path.join(upper, file);
  const found = await lstat(source, { bigint: true });
  const type = kindOf(found);
  if (type === "folder") await openFolder(source, modeOf(found));
  // a program that takes on its owner's rights is not handed out
  if (type === "file" && (modeOf(found) & 0o6000) !== 0) await chmod(source, modeOf(found) & 0o1777);
  const names = type === "folder" ? (await readdir(source)).toSorted() : [];
  const below: StagedEntry[] = [];
  for (const name of names) below.push(...(await listNew(upper, path.join(file, name))));
  return [{ path: file, type, source }, ...below];
}

/** Moves what changed from `root` to `upper`, puts the originals back, and says what it was, parents before children. */
export async function takeOut(
  root: string,
  snapshot: Snapshot,
  upper: string,
): Promise<readonly StagedEntry[]> {
  const { copy, seen } = snapshot;
  const visit = async (folder: string): Promise<readonly StagedEntry[]> => {
    const names = new Set([
      ...(await readdir(path.join(copy, folder))),
      ...(await readdir(path.join(root, folder))),
    ]);
    const entries: StagedEntry[] = [];
    for (const name of [...names].toSorted()) entries.push(...(await settle(path.join(folder, name))));
    return entries;
  };
  const settle = async (file: string): Promise<readonly StagedEntry[]> => {
    const now = path.join(root, file);
    const kept = path.join(copy, file);
    const held = path.join(upper, file);
    const found = await stat(now);
    const before = seen.get(file);
    if (found === undefined) {
      if (before === undefined) return [];
      await move(kept, now);
      return [{ path: file, type: "gone" }];
    }
    const mode = found.isDirectory() ? await openFolder(now, modeOf(found)) : modeOf(found);
    if (before !== undefined && found.isDirectory() && before.isDirectory()) {
      const changed = mode !== modeOf(before);
      if (changed) {
        await mkdir(held, { recursive: true });
        await chmod(held, mode);
        await chmod(now, modeOf(before));
      }
      const own: readonly StagedEntry[] = changed ? [{ path: file, type: "folder", source: held }] : [];
      return [...own, ...(await visit(file))];
    }
    if (before !== undefined && (await isSame(now, found, before, kept))) return [];
    await move(now, held);
    if (before !== undefined) await move(kept, now);
    return listNew(upper, file);
  };
  const entries = await visit("");
  await removeTree(copy);
  return entries;
}
