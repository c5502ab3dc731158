/** Moving an entry as it is, also between file systems and out of read-only folders. */
import {
  chmodSync,
  constants,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { randomBytes } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { giveTo } from "./owner.ts";
import { hasCode } from "./version.ts";

/** Puts the entry at `source` where nothing is. */
export function moveInto(source: string, target: string): void {
  if (renamed(source, target)) return;
  // In the same folder first, so that the target is never half there.
  const near = join(dirname(target), `.${basename(target).slice(0, 40)}.${randomBytes(6).toString("hex")}`);
  try {
    copyExact(source, near);
    renameSync(near, target);
  } catch (error) {
    removeAll(near);
    throw error;
  }
  removeAll(source);
}

/** The mark beside a before-image that was copied: which entry it is a copy of, as that may still lie in its place. */
export function copyMark(kept: string): string {
  return `${kept}.from`;
}

/** Moves the entry at `source` away to `kept`, where nothing is; `kept` is there wholly or not at all. */
export function moveAway(source: string, kept: string): void {
  if (renamed(source, kept)) return;
  const { dev, ino } = lstatSync(source, { bigint: true });
  writeFileSync(copyMark(kept), `${dev}:${ino}`);
  copyExact(source, `${kept}.part`);
  renameSync(`${kept}.part`, kept);
  removeAll(source);
}

/** Removes an entry and all in it, also where folders are closed to their owner. */
export function removeAll(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch (error) {
    if (!hasCode(error, "EACCES", "EPERM")) throw error;
    openFolders(path);
    rmSync(path, { recursive: true, force: true });
  }
}

function renamed(source: string, target: string): boolean {
  try {
    renameSync(source, target);
    return true;
  } catch (error) {
    if (hasCode(error, "EXDEV")) return false;
    if (!hasCode(error, "EACCES")) throw error;
  }
  // A folder closed to its owner cannot change its parent, since its own ".." is written to.
  const seen = lstatSync(source);
  if (!seen.isDirectory() || (seen.mode & 0o200) !== 0) {
    renameSync(source, target);
    return true;
  }
  chmodSync(source, 0o700);
  try {
    renameSync(source, target);
  } catch (error) {
    chmodSync(source, seen.mode & 0o7777);
    throw error;
  }
  chmodSync(target, seen.mode & 0o7777);
  return true;
}

function copyExact(source: string, target: string): void {
  const seen = lstatSync(source);
  if (seen.isSymbolicLink()) {
    symlinkSync(readlinkSync(source), target);
    giveTo(target, seen);
    return;
  }
  if (seen.isDirectory()) {
    mkdirSync(target, { mode: 0o700 });
    for (const name of readdirSync(source)) copyExact(join(source, name), join(target, name));
  } else if (!seen.isFile()) {
    throw new Error(`${source} is a device, pipe or socket, which cannot be copied`);
  } else {
    copyFileSync(source, target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
  }
  giveTo(target, seen); // first, as it takes setuid away
  chmodSync(target, seen.mode & 0o7777);
  utimesSync(target, seen.atime, seen.mtime);
}

function openFolders(path: string): void {
  if (!lstatSync(path).isDirectory()) return;
  chmodSync(path, 0o700);
  for (const name of readdirSync(path)) openFolders(join(path, name));
}
