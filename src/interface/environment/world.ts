/** The world that cells act on: programs run on a stage, and every change passes gate and journal before it counts. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Change, Version } from "../../core/effect.ts";
import type { Journal } from "../../core/journal.ts";
import { nextChange } from "../../core/line.ts";
import type { Gate } from "../api/gate.ts";
import { prepareCommit, type Commit } from "./commit.ts";
import type { Command, Run, Sandbox, Stage, StagedEntry } from "./sandbox.ts";

/** What a program did, and what became of its changes. */
export interface Acted {
  readonly run: Run;
  /** Workspace paths that changed. */
  readonly changed: readonly string[];
  /** Paths that git ignores, written through. */
  readonly ignored: number;
  /** Where those are, as the first names of their paths. */
  readonly ignoredIn: readonly string[];
  /** Why its changes were dropped, if they were. */
  readonly refused?: string;
  /** What it wrote aside. */
  readonly aside?: Uint8Array;
}

/** For whom something is done: a cell, or one call of it. */
export interface Actor {
  readonly cell: string;
  readonly call?: string;
}

export interface World {
  /** Runs a program for a cell, then commits what it left on its stage, or drops it. `aside` is a file that is read and never committed. */
  run(actor: Actor, command: Command, aside?: string): Promise<Acted>;
  /** Commits what lies on a stage that was taken, or drops it: `since` is when the stage began. The stage is the caller's to drop. */
  land(actor: Actor, stage: Stage, since: number): Promise<Landed>;
  /** Commits entries that a tool made. Throws an Error meant for the cell when they are refused or clash. */
  change(actor: Actor, entries: readonly StagedEntry[]): Promise<void>;
  /** Runs a command whose writes are dropped: for checks. */
  look(command: Command): Promise<Run>;
}

/** What a world is made of. */
export interface WorldParts {
  readonly root: string;
  readonly sandbox: Pick<Sandbox, "run">;
  readonly gate: Gate;
  readonly journal: Journal;
  /** Where before-images are kept by rename, best on the workspace's own file system. */
  readonly keep: string;
}

/** What became of a stage. */
export type Landed = Omit<Acted, "run" | "aside">;

const nothing: Landed = { changed: [], ignored: 0, ignoredIn: [] };

/** A world over one workspace. Its commits happen one at a time. */
export function createWorld(parts: WorldParts): World {
  const { sandbox } = parts;
  let queue: Promise<unknown> = Promise.resolve();
  const oneAtATime = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };
  return {
    run: (actor, command, aside) =>
      oneAtATime(async () => {
        const since = Date.now();
        const run = await sandbox.run(command);
        try {
          // A program that was cut off may have left half of what it meant; none of it counts.
          if (run.interrupted || run.timedOut) return { run, ...nothing };
          const entries = run.stage.entries.filter(({ path }) => path !== aside);
          const told = run.stage.entries.find(({ path, type }) => path === aside && type === "file");
          const landed = await land(parts, actor, entries, run.stage.since ?? since);
          return { run, ...landed, ...(told?.source !== undefined && { aside: readAside(told.source) }) };
        } finally {
          await run.stage.drop();
        }
      }),
    land: (actor, stage, since) => oneAtATime(() => land(parts, actor, stage.entries, stage.since ?? since)),
    change: (actor, entries) =>
      oneAtATime(async () => {
        const { refused } = await land(parts, actor, entries);
        if (refused !== undefined) throw new Error(refused);
      }),
    async look(command) {
      const run = await sandbox.run(command);
      await run.stage.drop();
      return run;
    },
  };
}

const asideLimit = 256 * 1024 * 1024;

/** Nothing runs on the stage any more, so what is a file stays one. */
function readAside(source: string): Uint8Array {
  return statSync(source).size > asideLimit ? new Uint8Array() : readFileSync(source);
}

/** Intent, ruling, commit, result: in this order. */
async function land(
  parts: WorldParts,
  actor: Actor,
  entries: readonly StagedEntry[],
  since?: number,
): Promise<Landed> {
  if (entries.length === 0) return nothing;
  const { root, gate, journal, keep } = parts;
  const rulesSince = journal.facts[0]?.at;
  const commit = prepareCommit(entries, {
    root,
    keep,
    ...(since !== undefined && { since }),
    ...(rulesSince !== undefined && { rulesSince }),
  });
  const { changes, undo } = commit;
  const ignored = commit.ignored.length;
  if (changes.length === 0 && ignored === 0 && commit.refused === undefined) return nothing;
  const refusal = await ruling(gate, actor, commit, entries);
  if (refusal !== undefined) {
    journal.append({
      type: "effect.refused",
      cell: actor.cell,
      what: summary([...changes, ...commit.ignored]),
      reason: refusal,
    });
    return { ...nothing, refused: refusal };
  }
  keepImages(journal, changes, ({ path }) => join(root, path), "before");
  const change = nextChange(journal.facts);
  journal.append({ type: "change.intended", change, ...actor, changes, undo, ignored });
  await journal.sync();
  const clash = commit.apply();
  if (clash !== undefined) {
    journal.append({ type: "change.dropped", change, cell: actor.cell, reason: clash });
    return { ...nothing, refused: clash };
  }
  journal.append({ type: "change.committed", change, cell: actor.cell });
  keepImages(journal, changes, ({ path }) => join(root, path), "after");
  return { changed: changes.map(({ path }) => path), ignored, ignoredIn: commit.ignoredIn };
}

async function ruling(
  gate: Gate,
  actor: Actor,
  { changes, ignored, refused }: Commit,
  entries: readonly StagedEntry[],
): Promise<string | undefined> {
  if (refused !== undefined) return refused;
  const staged = (path: string): Uint8Array | undefined => {
    const source = entries.findLast((entry) => entry.path === path && entry.type === "file")?.source;
    return source === undefined ? undefined : readFileSync(source);
  };
  const verdict = await gate.rule({
    type: "change",
    ...actor,
    changes,
    ...(ignored.length > 0 && { ignored }),
    staged,
  });
  return verdict.type === "allow" ? undefined : verdict.reason;
}

function summary(changes: readonly Change[]): string {
  const shown = changes.slice(0, 5).map(({ path }) => path);
  return `changes to ${shown.join(", ")}${changes.length > shown.length ? ` and ${changes.length - shown.length} more` : ""}`;
}

/** Larger files, and those past this many, are not copied into the journal: undo has them by rename, diffs only name them. */
const imageLimit = 1024 * 1024;
const imageCount = 2_000;

const isImage = (version: Version): boolean =>
  version.node === "file" && version.hash !== undefined && version.size <= imageLimit;

/** Keeps the bytes of one side of the changes in the journal, so that diffs and the original tests outlive the files. */
function keepImages(
  journal: Journal,
  changes: readonly Change[],
  place: (change: Change) => string,
  side: "before" | "after",
): void {
  for (const change of changes.filter((each) => isImage(each[side])).slice(0, imageCount)) {
    try {
      journal.keep(readFileSync(place(change)));
    } catch (error) {
      // Changed by someone else in this moment: there is no image to keep, and the commit's own comparison says the rest.
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    }
  }
}
