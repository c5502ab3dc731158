/** What a path holds now, told without following links. */
import { hash } from "node:crypto";
import { type BigIntStats, lstatSync, readFileSync, readlinkSync } from "node:fs";
import type { Version } from "../../core/effect.ts";

/** Larger files are told by mode and size alone. Bytes. */
const hashLimit = 64 * 1024 * 1024;

export const absent: Version = { node: "absent" };

/** The entry itself at an absolute path; undefined when there is none, also when a parent is not a folder. */
export function look(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true });
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) return undefined;
    throw error;
  }
}

/** The version of an entry whose absolute path is given; `seen` saves a second look. Devices and the like count as absent. */
export function versionAt(path: string, seen = look(path)): Version {
  if (!seen) return absent;
  const mode = Number(seen.mode & 0o7777n);
  if (seen.isSymbolicLink()) return { node: "link", target: readlinkSync(path) };
  if (seen.isDirectory()) return { node: "folder", mode };
  if (!seen.isFile()) return absent;
  const size = Number(seen.size);
  return size > hashLimit ? { node: "file", mode, size } : { node: "file", mode, size, hash: hashFile(path) };
}

/** True when both are known to be the same; large files, which have no hash, never are. */
export function sameVersion(a: Version, b: Version): boolean {
  if (a.node === "file" && b.node === "file")
    return a.mode === b.mode && a.size === b.size && a.hash !== undefined && a.hash === b.hash;
  if (a.node === "link" && b.node === "link") return a.target === b.target;
  if (a.node === "folder" && b.node === "folder") return a.mode === b.mode;
  return a.node === "absent" && b.node === "absent";
}

/** As `sameVersion`, but a file too large to hash is the same when its mode and size are. */
export function likelySame(a: Version, b: Version): boolean {
  if (a.node === "file" && b.node === "file" && (a.hash === undefined || b.hash === undefined))
    return a.mode === b.mode && a.size === b.size;
  return sameVersion(a, b);
}

/** True when two looks saw one entry, untouched between them. The inode alone would not do: numbers are used again at once. */
export function sameLook(a: BigIntStats | undefined, b: BigIntStats | undefined): boolean {
  if (!a || !b) return a === b;
  const times = a.mtimeNs === b.mtimeNs && a.ctimeNs === b.ctimeNs;
  return a.dev === b.dev && a.ino === b.ino && a.mode === b.mode && a.size === b.size && times;
}

/** True for a system error of one of these codes. */
export function hasCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

function hashFile(path: string): string {
  return hash("sha256", readFileSync(path));
}
