/** How a session leaves the tree: changes to its own judges are taken back, and what the tree holds is said. */
import { readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Change } from "../../core/effect.ts";
import type { Fact } from "../../core/fact.ts";
import type { Check, CheckRun } from "../../core/finding.ts";
import type { Journal } from "../../core/journal.ts";
import { nextChange } from "../../core/line.ts";
import type { Stop } from "../../core/stop.ts";
import type { Tree } from "../../core/tree.ts";
import { prepareCommit } from "../../interface/environment/commit.ts";
import { folderOf } from "../../interface/environment/below.ts";
import { entriesFromText, type Edit } from "../../interface/environment/edits.ts";
import { matchesAny } from "../../interface/environment/globs.ts";
import { likelySame, versionAt } from "../../interface/environment/version.ts";
import { originalOf } from "./original.ts";
import { protectedPaths, type TwoStates } from "./sensors/protected.ts";
import { netChanges } from "./situation.ts";

export interface LandingGiven {
  readonly root: string;
  /** Where before-images are kept. */
  readonly keep: string;
  /** A private folder for the bytes on their way. */
  readonly scratch: string;
  /** Globs of protected paths that the task may change. */
  readonly mayChange: readonly string[];
}

/** The cell under which the landing's own change is on record: it comes after all others. */
const landingCell = "end";

/**
 * Lands the tree. The rule: a session never leaves changes to tests and check settings behind, unless they were declared with
 * `--may-change`: the check has judged with the originals in their place, so with the originals in their place the tree is what was
 * verified. What is taken back is one more change, on record and undoable like any other.
 */
export function land(journal: Journal, stop: Stop, given: LandingGiven): Tree {
  const held = undeclared(journal, given);
  const { takenBack, leftChanged } = held.length > 0 ? restore(journal, held, given) : nothing;
  const changed = netChanges(journal.facts).length > 0;
  if (!changed) return { state: "as it was", takenBack, leftChanged };
  const verified = stop.reason === "verified" && leftChanged.length === 0;
  return { state: verified ? "verified state" : "last state", takenBack, leftChanged };
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

/** Puts the originals back as one change. What someone else has touched since, or has no original any more, is left and named. */
function restore(
  journal: Journal,
  held: readonly Change[],
  { root, keep, scratch }: LandingGiven,
): Pick<Tree, "takenBack" | "leftChanged"> {
  const edits = held.flatMap((change) => {
    const own = likelySame(versionAt(join(root, change.path)), change.after);
    return (own && editOf(journal, change)) || [];
  });
  const paths = edits.map(({ path }) => path);
  const others = held.map(({ path }) => path).filter((path) => !paths.includes(path));
  if (edits.length === 0) return { takenBack: [], leftChanged: others };
  const place = join(scratch, "landing");
  try {
    const entries = entriesFromText(withoutEmptied(journal, edits, root), { root, scratch: place });
    const commit = prepareCommit(entries, { root, keep });
    const { changes, undo, ignored } = commit;
    const change = nextChange(journal.facts);
    journal.append({ type: "change.intended", change, cell: landingCell, changes, undo, ignored });
    const clash = commit.apply();
    if (clash !== undefined) {
      journal.append({ type: "change.dropped", change, cell: landingCell, reason: clash });
      return { takenBack: [], leftChanged: [...others, ...paths] };
    }
    journal.append({ type: "change.committed", change, cell: landingCell });
    return { takenBack: paths, leftChanged: others };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Folders that the session has made and that would be left empty go as a whole, in place of what is in them. */
function withoutEmptied(journal: Journal, edits: readonly Edit[], root: string): readonly Edit[] {
  const going = new Set(edits.flatMap(({ path, text }) => (text === null ? [path] : [])));
  const made = netChanges(journal.facts).flatMap(({ path, before, after }) =>
    before.node === "absent" && after.node === "folder" ? [path] : [],
  );
  // The innermost first.
  for (const folder of made.toSorted((a, b) => b.split("/").length - a.split("/").length)) {
    const inside = namesIn(join(root, folder));
    if (inside.length > 0 && inside.every((name) => going.has(`${folder}/${name}`))) going.add(folder);
  }
  const top = [...going].filter((path) => !going.has(folderOf(path)));
  return [...edits.filter(({ text }) => text !== null), ...top.map((path): Edit => ({ path, text: null }))];
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** What makes a path what it was; undefined when that is not kept. */
function editOf(journal: Journal, { path, before }: Change): Edit | undefined {
  if (before.node === "absent") return { path, text: null };
  if (before.node !== "file") return undefined;
  try {
    const was = originalOf(journal, path);
    return was === null ? undefined : { path, text: was.bytes, mode: was.mode };
  } catch {
    return undefined;
  }
}
