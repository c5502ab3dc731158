/** What committing a stage will do, worked out before anything is touched. */
import type { BigIntStats } from "node:fs";
import { join } from "node:path";
import type { Change, UndoStep, Version } from "../../core/effect.ts";
import { folderOf, listBelow } from "./below.ts";
import { ignoredPaths } from "./ignored.ts";
import type { Owner } from "./owner.ts";
import type { StagedEntry } from "./sandbox.ts";
import { badEntry, kindOf, movesWhole } from "./staged.ts";
import { absent, look, sameVersion, versionAt } from "./version.ts";

/** One step of a commit. `kept` is where the entry that lies there now goes first; without `undo` the step cannot be taken back. */
export type Step = {
  readonly path: string;
  /** What lies there as planned; it must lie there still when the step is taken. */
  readonly seen: BigIntStats | undefined;
  readonly kept?: string;
  readonly undo?: UndoStep;
} & (
  | { readonly type: "remove" }
  | { readonly type: "put"; readonly source: string }
  | { readonly type: "folder"; readonly mode: number; readonly owner: Owner }
  | { readonly type: "mode"; readonly mode: number }
);

export interface Plan {
  readonly steps: readonly Step[];
  readonly changes: readonly Change[];
  /** Of paths that git ignores. */
  readonly ignored: readonly Change[];
  /** The first names of those paths; a folder's ends with `/`. */
  readonly ignoredIn: readonly string[];
  /** Further entries that go with a removed or replaced folder: they too must be as they were. */
  readonly watched: ReadonlyMap<string, BigIntStats>;
  /** Why it cannot be done, in one line. */
  readonly refused?: string;
}

export interface PlanOptions {
  readonly root: string;
  /** A folder of this commit alone, for before-images. */
  readonly keep: string;
  readonly since?: number;
  readonly rulesSince?: number;
}

/** Plans the commit of `entries`, parents before children. Only looks; nothing is written. */
export function planCommit(all: readonly StagedEntry[], options: PlanOptions): Plan {
  const entries = all.filter(({ path }) => path !== "" && path !== ".");
  const bad = entries.map(badEntry).find((reason) => reason !== undefined);
  if (bad !== undefined) return { ...nothing, refused: bad };
  const planner = new Planner(options, ignoredPaths(options.root, entries, options.rulesSince));
  try {
    for (const [index, entry] of entries.entries()) planner.add(entry, entries, index);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...nothing, refused: error.message };
  }
  return planner.plan();
}

const nothing: Plan = { steps: [], changes: [], ignored: [], ignoredIn: [], watched: new Map() };

/** Ends the planning; its message is the reason. Never leaves this file. */
class Refusal extends Error {}

/** An entry that lands where `seen` is now. */
interface Put {
  readonly seen: BigIntStats | undefined;
  readonly before: Version;
  readonly after: Version;
  readonly source: string;
  readonly owner: Owner;
  /** True when one rename brings the folder and all in it. */
  readonly whole: () => boolean;
}

/** One planning: what it has found so far. */
class Planner {
  readonly #options: PlanOptions;
  readonly #ignoredPaths: ReadonlySet<string>;
  readonly #steps: Step[] = [];
  readonly #changes = new Map<string, Change>();
  readonly #watched = new Map<string, BigIntStats>();
  /** Folders that will be new, so that nothing of the workspace can lie in them. */
  readonly #fresh = new Set<string>();
  /** Folders that move from the stage as a whole. */
  readonly #whole = new Set<string>();
  readonly #parents = new Set<string>([""]);
  readonly #ignored: Change[] = [];
  readonly #ignoredIn = new Set<string>();
  #kept = 0;

  constructor(options: PlanOptions, ignored: ReadonlySet<string>) {
    this.#options = options;
    this.#ignoredPaths = ignored;
  }

  plan(): Plan {
    const changes = [...this.#changes.values()];
    return {
      steps: this.#steps,
      changes,
      ignored: this.#ignored,
      ignoredIn: [...this.#ignoredIn],
      watched: this.#watched,
    };
  }

  add(entry: StagedEntry, entries: readonly StagedEntry[], index: number): void {
    const { path } = entry;
    const inFresh = this.#fresh.has(folderOf(path));
    if (!inFresh) this.#checkParents(folderOf(path));
    const seen = inFresh ? undefined : look(join(this.#options.root, path));
    if (entry.type === "gone") {
      if (seen) this.#remove(path, seen);
      return;
    }
    const source = entry.source ?? "";
    const found = look(source);
    if (!found || kindOf(found) !== (entry.type === "opaque" ? "folder" : entry.type))
      throw new Refusal(`${path} is not on the stage any more`);
    this.#checkPrivilege(path, found, seen);
    const before = this.#versionOf(path, seen);
    const after = versionAt(source, found);
    if (entry.type === "folder" && seen?.isDirectory()) this.#mode(path, seen, before, after);
    else if (!seen || entry.type === "opaque" || !sameVersion(before, after))
      this.#put(path, {
        seen,
        before,
        after,
        source,
        owner: found,
        whole: () => movesWhole(entry, entries, index),
      });
  }

  #put(path: string, { seen, before, after, source, owner, whole }: Put): void {
    if (seen) this.#leaveBehind(path, seen, before);
    this.#tell(path, before, after);
    const isFolder = after.node === "folder";
    if (isFolder) this.#fresh.add(path);
    // What lies in a folder that moves as a whole needs no step of its own.
    const carried = this.#whole.has(folderOf(path));
    const moves = carried || (isFolder && whole());
    if (isFolder && moves) this.#whole.add(path);
    if (carried) return;
    const target = this.#target(path, seen, after);
    if (isFolder && !moves) this.#steps.push({ ...target, type: "folder", mode: after.mode, owner });
    else this.#steps.push({ ...target, type: "put", source });
  }

  #remove(path: string, seen: BigIntStats): void {
    const before = this.#versionOf(path, seen);
    this.#leaveBehind(path, seen, before);
    this.#tell(path, before, absent);
    const kept = this.#keptName();
    const undo: UndoStep = { type: "moved", path, kept };
    this.#steps.push({ type: "remove", path, seen, kept, ...(!this.#ignoredPaths.has(path) && { undo }) });
  }

  #mode(path: string, seen: BigIntStats, before: Version, after: Version): void {
    if (before.node !== "folder" || after.node !== "folder" || before.mode === after.mode) return;
    this.#tell(path, before, after);
    const undo: UndoStep = { type: "mode", path, mode: before.mode };
    this.#steps.push({
      type: "mode",
      path,
      seen,
      mode: after.mode,
      ...(!this.#ignoredPaths.has(path) && { undo }),
    });
  }

  /** Where a step puts its entry, what becomes of the one there, and how it is taken back. */
  #target(
    path: string,
    seen: BigIntStats | undefined,
    after: Version,
  ): { path: string; seen: BigIntStats | undefined; kept?: string; undo?: UndoStep } {
    const ignored = this.#ignoredPaths.has(path);
    if (this.#fresh.has(folderOf(path))) return { path, seen };
    if (!seen) return { path, seen, ...(!ignored && { undo: { type: "made", path } }) };
    // An ignored file is replaced in one rename; whatever that cannot do goes by way of `kept`.
    if (ignored && !seen.isDirectory() && after.node !== "folder") return { path, seen };
    const kept = this.#keptName();
    return { path, seen, kept, ...(!ignored && { undo: { type: "replaced", path, kept } }) };
  }

  #tell(path: string, before: Version, after: Version): void {
    if (this.#ignoredPaths.has(path)) {
      this.#ignored.push({ path, before, after });
      const [first = "", ...below] = path.split("/");
      const isFolder = below.length > 0 || before.node === "folder" || after.node === "folder";
      this.#ignoredIn.add(isFolder ? `${first}/` : first);
    } else if (before.node !== "absent" || after.node !== "absent")
      this.#changes.set(path, { path, before, after });
  }

  /** Old entries below a folder that goes: each is a change, unless the stage has it again. */
  #leaveBehind(path: string, seen: BigIntStats, before: Version): void {
    this.#checkTime(path, seen);
    if (before.node !== "folder" || this.#ignoredPaths.has(path)) return;
    const below = listBelow(this.#options.root, path);
    if (!below) return;
    for (const [name, found] of below) {
      this.#checkTime(name, found);
      this.#watched.set(name, found);
      const version = versionAt(join(this.#options.root, name), found);
      this.#changes.set(name, { path: name, before: version, after: absent });
    }
  }

  /** A person's edit while the command ran is a clash; in ignored folders tools of all kinds write at any time. */
  #checkTime(path: string, seen: BigIntStats): void {
    const { since } = this.#options;
    if (since === undefined || seen.isDirectory() || this.#ignoredPaths.has(folderOf(path))) return;
    // In whole milliseconds, as `since` is: our own last commit may lie in the same one.
    if (Number(seen.ctimeMs) > since) throw new Refusal(`${path} was changed by someone else meanwhile`);
  }

  #checkPrivilege(path: string, found: BigIntStats, seen: BigIntStats | undefined): void {
    const bits = found.isFile() ? found.mode & 0o6000n : 0n;
    if (bits !== 0n && bits !== ((seen?.mode ?? 0n) & 0o6000n))
      throw new Refusal(
        `${path} would run with its owner's rights (setuid or setgid), which a cell may not arrange`,
      );
  }

  #versionOf(path: string, seen: BigIntStats | undefined): Version {
    if (!seen) return this.#changes.get(path)?.before ?? absent;
    return versionAt(join(this.#options.root, path), seen);
  }

  #checkParents(parent: string): void {
    if (this.#parents.has(parent)) return;
    this.#checkParents(folderOf(parent));
    if (this.#fresh.has(parent)) return;
    const seen = look(join(this.#options.root, parent));
    if (!seen?.isDirectory()) throw new Refusal(`${parent} is not a folder of the workspace`);
    this.#parents.add(parent);
  }

  #keptName(): string {
    this.#kept += 1;
    return join(this.#options.keep, String(this.#kept));
  }
}
