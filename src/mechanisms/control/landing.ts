/** How a session leaves the tree: changes to its own judges are taken back, and what the tree holds is said. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Change } from "../../core/effect.ts";
import type { Fact } from "../../core/fact.ts";
import type { Check, CheckRun } from "../../core/finding.ts";
import type { Journal } from "../../core/journal.ts";
import type { Stop } from "../../core/stop.ts";
import type { Tree } from "../../core/tree.ts";
import { matchesAny } from "../../interface/environment/globs.ts";
import { sinceBest } from "./best.ts";
import { originalOf } from "./original.ts";
import { restoreOriginals, type Place } from "./restore.ts";
import { protectedPaths, type TwoStates } from "./sensors/protected.ts";
import { netChanges } from "./situation.ts";

export interface LandingGiven extends Place {
  /** Globs of protected paths that the task may change. */
  readonly mayChange: readonly string[];
}

/**
 * Lands the tree. The rule: a session never leaves changes to tests and check settings behind, unless they were declared with
 * `--may-change`: the check has judged with the originals in their place, so with the originals in their place the tree is what was
 * verified. Where the last steps made more tests red, the best state before them comes back. What is taken back is one more change, on record and undoable like any other.
 */
export function land(journal: Journal, stop: Stop, given: LandingGiven): Tree {
  const worse = sinceBest(journal.facts, stop);
  const best = worse.length > 0 && restoreOriginals(journal, worse, given).leftChanged.length === 0;
  const held = undeclared(journal, given);
  const { takenBack, leftChanged } = held.length > 0 ? restoreOriginals(journal, held, given) : nothing;
  const changed = netChanges(journal.facts).length > 0;
  if (!changed) return { state: "as it was", takenBack, leftChanged };
  const verified = stop.reason === "verified" && leftChanged.length === 0;
  const other = best ? "best state" : "last state";
  return { state: verified ? "verified state" : other, takenBack, leftChanged };
}

const nothing: Pick<Tree, "takenBack" | "leftChanged"> = { takenBack: [], leftChanged: [] };

function undeclared(journal: Journal, { root, mayChange }: LandingGiven): readonly Change[] {
  const check = checkOf(journal.facts);
  if (check === undefined) return [];
  const changes = netChanges(journal.facts).filter(
    ({ before, after }) => before.node !== "folder" && after.node !== "folder",
  );
  const paths = new Set(
    protectedPaths(
      changes.map(({ path }) => path),
      check.found,
      check.before,
      statesOf(journal, root, new Set(changes.map(({ path }) => path))),
    ),
  );
  return changes.filter(({ path }) => paths.has(path) && !matchesAny(mayChange, path));
}

function checkOf(facts: readonly Fact[]): { readonly found: Check; readonly before?: CheckRun } | undefined {
  const found = facts.find((fact) => fact.type === "check.found");
  const before = facts.find((fact) => fact.type === "check.ran" && fact.phase === "before");
  if (found === undefined) return undefined;
  return { found: found.check, ...(before?.type === "check.ran" && { before: before.report }) };
}

function statesOf(journal: Journal, root: string, changed: ReadonlySet<string>): TwoStates {
  const current = (file: string): string | undefined => {
    try {
      return readFileSync(join(root, file), "utf8");
    } catch {
      return undefined;
    }
  };
  const original = (file: string): string | undefined => {
    if (!changed.has(file)) return current(file);
    try {
      const was = originalOf(journal, file);
      return was === null ? undefined : new TextDecoder().decode(was.bytes);
    } catch {
      return undefined; // without its original every change counts
    }
  };
  return { current, original };
}
