/** Puts tests and check settings back as they were, as one change that is on record. */
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Change } from "../../core/effect.ts";
import type { Journal } from "../../core/journal.ts";
import { nextChange } from "../../core/line.ts";
import type { Tree } from "../../core/tree.ts";
import { folderOf } from "../../interface/environment/below.ts";
import { prepareCommit } from "../../interface/environment/commit.ts";
import { entriesFromText, type Edit } from "../../interface/environment/edits.ts";
import { likelySame, versionAt } from "../../interface/environment/version.ts";
import { wayBack } from "./best.ts";
import { netChanges } from "./situation.ts";

/** Where, and with what. */
export interface Place {
  readonly root: string;
  /** Where before-images are kept. */
  readonly keep: string;
  /** A private folder for the bytes on their way. */
  readonly scratch: string;
}

/** The cell under which the landing's own change is on record: it comes after all others. */
const landingCell = "end";

/** Puts back what each change names as before, as one change. What someone else has touched since, or has no original any more, is left and named. */
export function restoreOriginals(
  journal: Journal,
  held: readonly Change[],
  { root, keep, scratch }: Place,
  cell = landingCell,
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
    const { changes, undo } = commit;
    const ignored = commit.ignored.length;
    const change = nextChange(journal.facts);
    journal.append({ type: "change.intended", change, cell, changes, undo, ignored });
    const clash = commit.apply();
    if (clash !== undefined) {
      journal.append({ type: "change.dropped", change, cell, reason: clash });
      return { takenBack: [], leftChanged: [...others, ...paths] };
    }
    journal.append({ type: "change.committed", change, cell });
    return { takenBack: paths, leftChanged: others };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Takes the files back to their best state, as a change of this cell. */
export function goBack(journal: Journal, place: Place, cell: string): void {
  restoreOriginals(journal, wayBack(journal.facts), place, cell);
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
  const bytes = before.hash === undefined ? undefined : journal.read(before.hash);
  return bytes === undefined ? undefined : { path, text: bytes, mode: before.mode };
}
