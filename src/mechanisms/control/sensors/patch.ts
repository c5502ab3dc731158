/** A change of a project as two trees, what it was and what it is now, one of which lies on disk. */
import { lstatSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";

/** A file's bytes and mode; null when it is not there. */
export type Shown = { readonly bytes: Uint8Array; readonly mode: number } | null;

export type Side = "before" | "after";

export interface Patch {
  /** The project, absolute and real. */
  readonly root: string;
  /** Files that differ between the two trees, relative to `root`. */
  readonly files: readonly string[];
  /** Which of the two lies on disk. */
  readonly disk: Side;
  /** A changed file as it was, or as it is. Throws when that cannot be known. */
  read(side: Side, file: string): Shown;
}

/** A line of a text; counted from 1. */
export interface Line {
  readonly line: number;
  readonly text: string;
}

/** The lines that a change of one file took away and added. */
export interface Lines {
  readonly removed: readonly Line[];
  readonly added: readonly Line[];
}

const decode = (shown: Shown): string | undefined =>
  shown === null ? undefined : new TextDecoder().decode(shown.bytes);

/** A file of the project as text on one side; undefined where there is none, none in the project, or none that can be had. */
export function textOn(patch: Patch, side: Side, file: string): string | undefined {
  try {
    if (patch.files.includes(file)) return decode(patch.read(side, file));
    const absolute = path.join(patch.root, file);
    // A link may lead out of the project; what is outside is not ours to read.
    if (path.relative(patch.root, realpathSync(absolute)).startsWith("..") || !lstatSync(absolute).isFile())
      return undefined;
    return readFileSync(absolute, "utf8");
  } catch {
    return undefined;
  }
}

/** The overlay that shows each changed file as `choose` wants it; files that lie so on disk are not in it. */
export function overlayOf(patch: Patch, choose: (file: string) => Side | Shown): ReadonlyMap<string, Shown> {
  const overlay = new Map<string, Shown>();
  for (const file of patch.files) {
    const chosen = choose(file);
    if (chosen === patch.disk) continue;
    overlay.set(file, chosen === "before" || chosen === "after" ? patch.read(chosen, file) : chosen);
  }
  return overlay;
}

/** What changed in each of these files, line by line. */
export async function readLines(patch: Patch, files: readonly string[]): Promise<ReadonlyMap<string, Lines>> {
  const { diffArrays } = await import("diff");
  const lines = new Map<string, Lines>();
  for (const file of files) {
    const removed: Line[] = [];
    const added: Line[] = [];
    const [from, to] = [split(textOn(patch, "before", file)), split(textOn(patch, "after", file))];
    let [old, now] = [1, 1];
    for (const part of diffArrays(from, to)) {
      for (const text of part.value) {
        if (part.added) added.push({ line: now, text });
        if (part.removed) removed.push({ line: old, text });
        if (!part.added) old += 1;
        if (!part.removed) now += 1;
      }
    }
    lines.set(file, { removed, added });
  }
  return lines;
}

function split(text: string | undefined): string[] {
  if (text === undefined || text === "") return [];
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}
