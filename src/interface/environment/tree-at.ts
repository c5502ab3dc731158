/** A workspace's tree as it was at some point of a session, made beside it. */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Fact } from "../../core/fact.ts";
import { Fault } from "../../core/fault.ts";
import type { Journal } from "../../core/journal.ts";
import { prepareCommit } from "./commit.ts";
import { copyTree } from "./copy-tree.ts";
import { stageSteps, stepsBetween } from "./states.ts";
import type { Conflict } from "./undo.ts";

export interface TreeGiven {
  /** The workspace, and where the new tree is to be. */
  readonly old: string;
  readonly root: string;
  /** Git's own files are copied like all others, in place of a worktree. */
  readonly plain?: boolean;
  /** All facts of the session, its line as it stands, and the line up to the point. */
  readonly facts: readonly Fact[];
  readonly now: readonly Fact[];
  readonly wanted: readonly Fact[];
  readonly read: Journal["read"];
  /** A private folder, removed in the end. */
  readonly scratch: string;
}

/**
 * Copies all that is there now and makes the session's own paths what they were. Returns how it was copied, and the paths that someone
 * else has changed since: they are as they are now. Throws `Fault("workspace_failed")`.
 */
export function makeTreeAt(given: TreeGiven): {
  readonly kind: "worktree" | "copy";
  readonly conflicts: readonly Conflict[];
} {
  const { old, root, facts, now, wanted, read, scratch, plain = false } = given;
  if (!existsSync(old))
    throw new Fault(
      "workspace_failed",
      `there is no folder ${old} any more`,
      "what the session never touched is taken from there",
    );
  try {
    const kind = copyTree(old, root, plain);
    const ground = { root, scratch: join(scratch, "staged"), facts, read };
    const { entries, conflicts } = stageSteps(stepsBetween(now, wanted), ground);
    const clash = prepareCommit(entries, { root, keep: join(scratch, "before") }).apply();
    if (clash !== undefined)
      throw new Fault("workspace_failed", `the tree was not made: ${clash}`, "try again");
    return { kind, conflicts };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
