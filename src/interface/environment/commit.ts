/** Putting a stage's changes into the workspace: all of them, and only if nobody else changed the same paths. */
import { chmodSync, mkdirSync, renameSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Change, UndoStep } from "../../core/effect.ts";
import { Fault } from "../../core/fault.ts";
import { moveAway, moveInto, removeAll } from "./move.ts";
import { folderOf } from "./below.ts";
import { withEntry, withFolder } from "./pinned.ts";
import { giveTo } from "./owner.ts";
import { planCommit, type Plan, type Step } from "./plan.ts";
import type { StagedEntry } from "./sandbox.ts";
import { revertCommit } from "./undo.ts";
import { hasCode, look, sameLook } from "./version.ts";

/** A commit that is planned; its changes and undo steps are to be on record before `apply`. */
export interface Commit {
  readonly changes: readonly Change[];
  readonly undo: readonly UndoStep[];
  /** Of paths that git ignores: written through, not in `changes`, not undoable. */
  readonly ignored: readonly Change[];
  /** The first names of those paths; a folder's ends with `/`. */
  readonly ignoredIn: readonly string[];
  /** Why it cannot be applied, known already; `apply` says the same. */
  readonly refused?: string;
  /**
   * Does it, and returns undefined; or returns one line that says with what it clashes, and then the workspace is as it was.
   * Throws a Fault when the file system fails, after taking back what was done. To be called once.
   */
  apply(): string | undefined;
}

/** Where a commit happens. */
export interface CommitOptions {
  /** The workspace, absolute and real. */
  readonly root: string;
  /** A private folder where before-images are kept by rename; on the workspace's file system when possible. Each commit makes a folder in it. */
  readonly keep: string;
  /** When the command began, in milliseconds since 1970: a touched file that changed after it is a clash. */
  readonly since?: number;
  /** Git's ignore rules in files changed after this moment do not count; pass the session's start. */
  readonly rulesSince?: number;
}

/** Plans the commit of `entries`, parents before children. Only looks; the sources are consumed by `apply`. */
export function prepareCommit(entries: readonly StagedEntry[], options: CommitOptions): Commit {
  const keep = join(options.keep, randomBytes(6).toString("hex"));
  const plan = planCommit(entries, { ...options, keep });
  const undo = plan.steps.flatMap((step) => step.undo ?? []);
  return {
    changes: plan.changes,
    undo,
    ignored: plan.ignored,
    ignoredIn: plan.ignoredIn,
    ...(plan.refused !== undefined && { refused: plan.refused }),
    apply: () => plan.refused ?? applyPlan(plan, options.root, keep),
  };
}

function applyPlan(plan: Plan, root: string, keep: string): string | undefined {
  const clash = findClash(plan, root);
  if (clash !== undefined) return clash;
  if (plan.steps.length === 0) return undefined;
  mkdirSync(keep, { recursive: true, mode: 0o700 });
  const done: Step[] = [];
  const takeBack = (): void => {
    const undo = done.flatMap((step) => step.undo ?? []);
    revertCommit(undo, { root, keep, changes: plan.changes });
  };
  try {
    for (const step of plan.steps) {
      const late = clashAt(step, root);
      if (late !== undefined) {
        takeBack();
        return late;
      }
      done.push(step);
      takeStep(step, root);
    }
    closeFolders(plan.steps, root);
  } catch (error) {
    const step = done.at(-1);
    const sourceIsThere = step?.type !== "put" || look(step.source) !== undefined;
    // Nothing was moved away and nothing made: what lies there is someone else's.
    if (step?.kept === undefined && hasCode(error, "EEXIST")) done.pop();
    takeBack();
    // A folder went, or became a link, since it was looked at.
    if (
      step &&
      sourceIsThere &&
      hasCode(error, "ENOENT", "ENOTDIR", "ELOOP", "EEXIST", "EISDIR", "ENOTEMPTY")
    )
      return `${step.path} was changed by someone else meanwhile`;
    throw commitFault(error, root);
  }
  for (const { undo, kept } of plan.steps) if (!undo && kept !== undefined) removeAll(kept);
  return undefined;
}

function takeStep(step: Step, root: string): void {
  if (step.type === "mode") {
    withFolder(root, step.path, (place) => chmodSync(place, step.mode));
    return;
  }
  withEntry(root, step.path, (target) => put(step, target));
}

function put(step: Exclude<Step, { type: "mode" }>, target: string): void {
  if (step.kept !== undefined) moveAway(target, step.kept);
  if (step.type === "folder") {
    mkdirSync(target, { mode: 0o700 });
    giveTo(target, step.owner);
  }
  if (step.type !== "put") return;
  // Only an ignored file is replaced in place, by one rename.
  if (step.seen && step.kept === undefined) replaceFile(step.source, target);
  else moveInto(step.source, target);
}

function replaceFile(source: string, target: string): void {
  try {
    renameSync(source, target);
  } catch (error) {
    if (!hasCode(error, "EXDEV")) throw error;
    moveInto(source, target);
  }
}

/** New folders get their modes last and from the inside out: one that is closed to its owner takes no more entries. */
function closeFolders(steps: readonly Step[], root: string): void {
  for (const step of steps.toReversed())
    if (step.type === "folder") withFolder(root, step.path, (place) => chmodSync(place, step.mode));
}

/** Before the first step: is everything as it was when it was planned? Entries in folders yet to be made cannot be otherwise. */
function findClash(plan: Plan, root: string): string | undefined {
  for (const [path, seen] of plan.watched)
    if (!unchanged(look(join(root, path)), seen)) return `${path} was changed by someone else meanwhile`;
  const made = new Set<string>();
  for (const step of plan.steps) {
    if (step.type === "folder" || step.type === "put") made.add(step.path);
    if (made.has(folderOf(step.path))) {
      made.add(step.path);
      continue;
    }
    const clash = clashAt(step, root);
    if (clash !== undefined) return clash;
  }
  return undefined;
}

/** Looks at the step's own path and at each folder above it, none of which may be a link that leads elsewhere. */
function clashAt(step: Step, root: string): string | undefined {
  for (let folder = folderOf(step.path); folder !== ""; folder = folderOf(folder))
    if (!look(join(root, folder))?.isDirectory()) return `${folder} is not the folder it was`;
  const now = look(join(root, step.path));
  const same = step.seen?.isDirectory() ? unchanged(now, step.seen) : sameLook(now, step.seen);
  return same ? undefined : `${step.path} was changed by someone else meanwhile`;
}

/** A folder's times and size change with what is in it, and with our own steps; its identity and mode do not. */
function unchanged(now: ReturnType<typeof look>, seen: NonNullable<ReturnType<typeof look>>): boolean {
  if (!seen.isDirectory()) return sameLook(now, seen);
  return now !== undefined && now.dev === seen.dev && now.ino === seen.ino && now.mode === seen.mode;
}

function commitFault(error: unknown, root: string): Fault {
  if (error instanceof Fault) return error;
  const message = error instanceof Error ? error.message : String(error);
  if (hasCode(error, "ENOSPC", "EDQUOT"))
    return new Fault(
      "no_space",
      `no space left in ${root}: ${message}`,
      "free some disk space, then run `tackle resume`",
      error,
    );
  return new Fault(
    "workspace_failed",
    `a change could not be written in ${root}: ${message}`,
    "nothing of it was kept",
    error,
  );
}
