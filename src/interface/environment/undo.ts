/** Taking a commit back, exactly, from whatever state a crash left it in. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Change, UndoStep, Version } from "../../core/effect.ts";
import { gitFolderOf, isGitObject, isIdleIndex, usedGit } from "./git-files.ts";
import { ignoredPaths } from "./ignored.ts";
import { copyMark, moveAway, moveInto, removeAll } from "./move.ts";
import { folderOf } from "./below.ts";
import { withEntry, withFolder } from "./pinned.ts";
import { absent, hasCode, likelySame, look, versionAt } from "./version.ts";

/** A path that was left alone, and why: someone else has changed it since. */
export interface Conflict {
  readonly path: string;
  readonly reason: string;
}

export interface RevertOptions {
  /** The workspace, absolute and real. */
  readonly root: string;
  /** A private folder where what is taken away is put; nothing is destroyed. */
  readonly keep: string;
  /** What the commit did, as recorded with its undo steps: how a later edit by someone else is known. */
  readonly changes: readonly Change[];
}

/**
 * Takes back the commit that recorded `undo`. Each step looks at what is there, so it may have been applied wholly, in part or not at all,
 * and may have been taken back in part already. Returns the paths that it left alone. Of a repository's own files either all are taken
 * back or none: a person's commit on top needs what lies below it. Objects that were added stay in any case.
 */
export function revertCommit(undo: readonly UndoStep[], options: RevertOptions): readonly Conflict[] {
  const reverter: Reverter = {
    root: options.root,
    trash: join(options.keep, `undone-${randomBytes(6).toString("hex")}`),
    before: new Map(options.changes.map(({ path, before }) => [path, before])),
    after: new Map(options.changes.map(({ path, after }) => [path, after])),
    count: 0,
    conflicts: [],
  };
  const steps = undo.filter(({ type, path }) => type !== "made" || !isGitObject(path)).toReversed();
  const repositories = changedRepositories(steps, reverter);
  for (const step of steps) {
    if (repositories.has(gitFolderOf(step.path) ?? "")) {
      reverter.conflicts.push({ path: step.path, reason: usedGit });
      continue;
    }
    try {
      revertStep(step, reverter);
    } catch (error) {
      if (!hasCode(error, "ENOENT", "ENOTDIR", "ELOOP")) throw error;
      reverter.conflicts.push({ path: step.path, reason: "someone else is changing its folder" });
    }
  }
  return reverter.conflicts;
}

/**
 * The `.git` folders in which something is neither as the commit left it nor as it was before. An index that was only rewritten counts
 * as it is now as what the commit left.
 */
function changedRepositories(
  steps: readonly UndoStep[],
  { root, before, after }: Reverter,
): ReadonlySet<string> {
  const changed = steps.flatMap(({ path }) => {
    const folder = gitFolderOf(path);
    if (folder === undefined) return [];
    const now = versionAt(join(root, path));
    if (now.node === "folder") return [];
    const known = [before.get(path) ?? absent, after.get(path) ?? absent];
    if (known.some((each) => likelySame(now, each))) return [];
    if (!isIdleIndex(root, path)) return [folder];
    after.set(path, now);
    return [];
  });
  return new Set(changed);
}

interface Reverter {
  readonly root: string;
  readonly trash: string;
  readonly before: ReadonlyMap<string, Version>;
  readonly after: Map<string, Version>;
  count: number;
  readonly conflicts: Conflict[];
}

function revertStep(step: UndoStep, reverter: Reverter): void {
  const { root, conflicts } = reverter;
  const { path } = step;
  const target = join(root, path);
  for (let folder = folderOf(path); folder !== ""; folder = folderOf(folder)) {
    if (look(join(root, folder))?.isDirectory()) continue;
    // Made in a folder that is not there: it was never made, or is gone already.
    if (step.type !== "made" && isPending(step))
      conflicts.push({ path, reason: `${folder} is not a folder any more` });
    return;
  }
  if (step.type === "mode") revertMode(step, reverter);
  else if (step.type === "made") takeAway(path, reverter);
  else if (look(step.kept)) restore(step, target, reverter);
  else if (!holds(path, reverter.before.get(path), root))
    conflicts.push({ path, reason: "what it held before is not kept any more" });
}

/** Without a before-image, a step was never taken or is taken back already; then its path holds what it held before. */
function holds(path: string, before: Version | undefined, root: string): boolean {
  if (!before) return true;
  const now = versionAt(join(root, path));
  return before.node === "folder" ? now.node === "folder" : likelySame(now, before);
}

function isPending(step: UndoStep): boolean {
  return "kept" in step ? look(step.kept) !== undefined : true;
}

function revertMode(step: Extract<UndoStep, { type: "mode" }>, { root, after, conflicts }: Reverter): void {
  const { path, mode } = step;
  const now = versionAt(join(root, path));
  const then = after.get(path);
  if (now.node === "folder" && now.mode === mode) return;
  if (now.node === "folder" && then?.node === "folder" && now.mode === then.mode)
    withFolder(root, path, (place) => chmodSync(place, mode));
  else conflicts.push({ path, reason: "someone else has changed its mode since" });
}

/** The before-image is complete, as it is put there by one rename. */
function restore(step: Extract<UndoStep, { kept: string }>, target: string, reverter: Reverter): void {
  const seen = look(target);
  if (seen && isCopied(step.kept, seen)) discard(step.path, reverter);
  else if (seen && !takeAway(step.path, reverter)) return;
  withEntry(reverter.root, step.path, (place) => moveInto(step.kept, place));
  removeAll(copyMark(step.kept));
}

/** True when `seen` is the very entry that `kept` is a copy of: the commit was cut off between the two. */
function isCopied(kept: string, seen: { readonly dev: bigint; readonly ino: bigint }): boolean {
  const mark = copyMark(kept);
  return existsSync(mark) && readFileSync(mark, "utf8") === `${seen.dev}:${seen.ino}`;
}

/** Takes away what the commit put at `path`, if it is that still. True when nothing is there afterwards. */
function takeAway(path: string, reverter: Reverter): boolean {
  const target = join(reverter.root, path);
  const seen = look(target);
  if (!seen) return true;
  const foreign = seen.isDirectory() ? foreignBelow(path, reverter) : [];
  const expected = reverter.after.get(path) ?? absent;
  const now = versionAt(target, seen);
  // A folder is made open and gets its mode last; a crash may lie between.
  const own = now.node === "folder" ? expected.node === "folder" : likelySame(now, expected);
  if (own && foreign.length === 0) {
    discard(path, reverter);
    return true;
  }
  if (own) discardOwn(path, new Set(foreign), reverter);
  for (const each of own ? foreign : [path])
    reverter.conflicts.push({ path: each, reason: changedReason(each, reverter) });
  return false;
}

const changedReason = (path: string, { after }: Reverter): string =>
  (after.get(path) ?? absent).node === "absent"
    ? "someone else has put it there since"
    : "someone else has changed it since";

/** Of a folder that holds something of someone else, takes away all the rest. */
function discardOwn(folder: string, foreign: ReadonlySet<string>, reverter: Reverter): void {
  for (const name of readdirSync(join(reverter.root, folder))) {
    const path = `${folder}/${name}`;
    if (foreign.has(path)) continue;
    if ([...foreign].some((each) => each.startsWith(`${path}/`))) discardOwn(path, foreign, reverter);
    else discard(path, reverter);
  }
}

/** Entries below a folder that the commit did not leave so. What git ignores may have come from anywhere and goes along. */
function foreignBelow(folder: string, { root, after }: Reverter): readonly string[] {
  const strange: string[] = [];
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    for (const name of readdirSync(join(root, next))) {
      const path = `${next}/${name}`;
      const now = versionAt(join(root, path));
      const expected = after.get(path) ?? absent;
      if (now.node === "folder") folders.push(path);
      if (now.node === "folder" ? expected.node !== "folder" : !likelySame(now, expected)) strange.push(path);
    }
  }
  if (strange.length === 0) return strange;
  const asked = strange.map((path) => ({ path, type: "file" as const }));
  const ignored = ignoredPaths(root, asked);
  return strange.filter((path) => !ignored.has(path));
}

function discard(path: string, reverter: Reverter): void {
  mkdirSync(reverter.trash, { recursive: true, mode: 0o700 });
  reverter.count += 1;
  const kept = join(reverter.trash, String(reverter.count));
  withEntry(reverter.root, path, (place) => moveAway(place, kept));
}
