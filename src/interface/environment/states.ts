/** What the paths of a session held at a point of it, and what makes a folder hold that again. */
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  lstatSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import type { Version } from "../../core/effect.ts";
import type { Fact, FactOf } from "../../core/fact.ts";
import { folderOf } from "./below.ts";
import { gitFolderOf, isGitObject, isIdleIndex, usedGit } from "./git-files.ts";
import { giveTo } from "./owner.ts";
import type { StagedEntry } from "./sandbox.ts";
import type { Conflict } from "./undo.ts";
import { absent, likelySame, look, sameVersion, versionAt } from "./version.ts";

type Versions = ReadonlyMap<string, Version>;

/** What each touched path holds at the end of a line of facts. Pure. */
function versionsAfter(line: readonly Fact[]): Versions {
  const intended = new Map<string, FactOf<"change.intended">>();
  const versions = new Map<string, Version>();
  for (const fact of line) {
    if (fact.type === "change.intended") intended.set(fact.change, fact);
    if (fact.type === "change.committed")
      for (const { path, after } of intended.get(fact.change)?.changes ?? []) versions.set(path, after);
    if (fact.type !== "change.undone") continue;
    const left = new Set(fact.conflicts);
    for (const { path, before } of intended.get(fact.change)?.changes ?? [])
      if (!left.has(path)) versions.set(path, before);
  }
  return versions;
}

/** What each path that is changed in a part of a line held before its first change there: a person's edit between two cells is in it. Pure. */
function versionsBefore(part: readonly Fact[]): Versions {
  const committed = new Set(part.flatMap((fact) => (fact.type === "change.committed" ? [fact.change] : [])));
  const versions = new Map<string, Version>();
  for (const fact of part)
    if (fact.type === "change.intended" && committed.has(fact.change))
      for (const { path, before } of fact.changes) if (!versions.has(path)) versions.set(path, before);
  return versions;
}

/** One path that is to hold something else: what it should hold now, and later. */
export interface Step {
  readonly path: string;
  readonly now: Version;
  readonly later: Version;
}

/**
 * The paths in which two lines of one session differ, sorted. Back to where they part a path goes to what it held when it was first changed
 * after that, and from there on to what the other line made of it. Pure.
 */
export function stepsBetween(from: readonly Fact[], to: readonly Fact[]): readonly Step[] {
  const parted = from.findIndex((fact, at) => fact.seq !== to[at]?.seq);
  const shared = parted === -1 ? from.length : parted;
  const [back, onward] = [versionsBefore(from.slice(shared)), versionsBefore(to.slice(shared))];
  const [now, later] = [versionsAfter(from), versionsAfter(to)];
  return [...new Set([...back.keys(), ...onward.keys()])]
    .toSorted()
    .map((path) => ({
      path,
      now: (back.has(path) ? now.get(path) : onward.get(path)) ?? absent,
      later: (onward.has(path) ? later.get(path) : back.get(path)) ?? absent,
    }))
    .filter((step) => !sameVersion(step.now, step.later));
}

export interface Ground {
  readonly root: string;
  /** An empty private folder for what is on its way. */
  readonly scratch: string;
  /** All facts of the session: they say where before-images are kept. */
  readonly facts: readonly Fact[];
  /** The journal's blobs. */
  read(hash: string): Uint8Array | undefined;
}

/**
 * Entries whose commit takes each step, parents before children. A path that holds neither what it held nor what it will hold was
 * changed by someone else: it is left alone and named.
 */
export function stageSteps(
  steps: readonly Step[],
  ground: Ground,
): { readonly entries: readonly StagedEntry[]; readonly conflicts: readonly Conflict[] } {
  const conflicts: Conflict[] = [];
  const entries: StagedEntry[] = [];
  const going = new Set<string>();
  const known = new Map(steps.map((step) => [step.path, step]));
  mkdirSync(ground.scratch, { recursive: true, mode: 0o700 });
  const leave = (path: string, reason: string): void => void conflicts.push({ path, reason });
  const repositories = changedRepositories(steps, ground.root);
  for (const [index, step] of steps.entries()) {
    const { path, later } = step;
    const found = versionAt(join(ground.root, path));
    if (later.node === "absent" && isGitObject(path)) continue;
    if (repositories.has(gitFolderOf(path) ?? "") && !isGitObject(path)) {
      leave(path, usedGit);
      continue;
    }
    if (likelySame(found, later) || (going.has(folderOf(path)) && later.node === "absent")) {
      if (going.has(folderOf(path))) going.add(path);
      continue;
    }
    if (!likelySame(found, step.now) && !isIdleIndex(ground.root, path)) {
      leave(
        path,
        found.node === "absent"
          ? "someone else has taken it away since"
          : "someone else has changed it since",
      );
      continue;
    }
    const stranger =
      found.node === "folder" && later.node !== "folder"
        ? strangerBelow(path, known, ground.root)
        : undefined;
    if (stranger !== undefined) {
      leave(stranger, "someone else has put it there or changed it since");
      continue;
    }
    if (later.node === "absent") {
      entries.push({ path, type: "gone" });
      going.add(path);
      continue;
    }
    const source = join(ground.scratch, String(index));
    if (make(source, step, ground)) entries.push({ path, type: later.node, source });
    else leave(path, "what it held then is not kept any more");
  }
  return { entries, conflicts };
}

/** The `.git` folders in which something is neither what it was nor what it will be: there, all stays as it is. */
function changedRepositories(steps: readonly Step[], root: string): ReadonlySet<string> {
  const changed = steps.flatMap(({ path, now, later }) => {
    const folder = gitFolderOf(path);
    if (folder === undefined || isGitObject(path)) return [];
    const found = versionAt(join(root, path));
    const known = likelySame(found, now) || likelySame(found, later) || isIdleIndex(root, path);
    return known || found.node === "folder" ? [] : [folder];
  });
  return new Set(changed);
}

/** A path below a folder that goes which the session does not know as it is. */
function strangerBelow(folder: string, known: ReadonlyMap<string, Step>, root: string): string | undefined {
  for (const name of readdirSync(join(root, folder))) {
    const path = `${folder}/${name}`;
    const found = versionAt(join(root, path));
    const step = known.get(path);
    if (step === undefined || !likelySame(found, step.now)) return path;
    const below = found.node === "folder" ? strangerBelow(path, known, root) : undefined;
    if (below !== undefined) return below;
  }
  return undefined;
}

/** Makes what a path will hold at `source`; false when its bytes are not kept. */
function make(source: string, { path, later }: Step, ground: Ground): boolean {
  const owner = lstatSync(ground.root);
  if (later.node === "absent") return false;
  if (later.node === "link") symlinkSync(later.target, source);
  if (later.node === "folder") mkdirSync(source);
  if (later.node === "file") {
    const bytes = later.hash === undefined ? undefined : ground.read(later.hash);
    const kept = bytes === undefined ? keptImage(path, later, ground.facts) : undefined;
    if (bytes === undefined && kept === undefined) return false;
    if (kept === undefined) writeFileSync(source, bytes ?? "");
    else copyFileSync(kept, source);
  }
  giveTo(source, owner);
  if (later.node !== "link") chmodSync(source, later.mode);
  return true;
}

/** A before-image of some change that is what is sought. */
function keptImage(path: string, sought: Version, facts: readonly Fact[]): string | undefined {
  for (const fact of facts) {
    if (fact.type !== "change.intended") continue;
    for (const step of fact.undo) {
      if (!("kept" in step) || (step.path !== path && !path.startsWith(`${step.path}/`))) continue;
      const place = step.kept + path.slice(step.path.length);
      if (look(place) && likelySame(versionAt(place), sought)) return place;
    }
  }
  return undefined;
}
