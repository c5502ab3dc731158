/** The secret files of a workspace, found by a look that costs nothing to speak of. */
import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { matchesAny } from "./globs.ts";
import { isSecret } from "./guarded.ts";

/** Folders of folders that are looked into, counted from the workspace. */
const depth = 3;
/** Entries that are looked at, those nearest to the workspace's top first. */
const most = 2_000;
const skipped = new Set([
  ".git",
  "node_modules",
  "bower_components",
  "site-packages",
  ".venv",
  "venv",
  ".tox",
]);

export interface Secrets {
  /** Files in whose place programs see an empty one. */
  readonly masked: readonly string[];
  /** True for a file that is not for the model's eyes, wherever it lies. */
  readonly hidden: (path: string) => boolean;
}

/** What is to be kept from the programs and the model of a session; `allowed` are globs of what is not. */
export function findSecrets(root: string, allowed: readonly string[]): Secrets {
  const hidden = (path: string): boolean => isSecret(path) && !matchesAny(allowed, path);
  return { masked: lookFor(root, hidden), hidden };
}

/**
 * Files that are to be hidden, relative to `root`; links are followed to what they name in the
 * workspace. Only so much is looked at: a secret that lies deeper, behind 2,000 other entries, or that is made later, is not among them.
 */
function lookFor(root: string, hidden: (path: string) => boolean): readonly string[] {
  const found = new Set<string>();
  let seen = 0;
  let level: readonly string[] = [""];
  for (let down = 0; down <= depth && level.length > 0; down += 1) {
    const next: string[] = [];
    for (const folder of level) {
      const entries = entriesOf(join(root, folder));
      seen += entries.length;
      for (const entry of entries) {
        const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory() && !skipped.has(entry.name)) next.push(path);
        if (entry.isDirectory() || !hidden(path)) continue;
        const file = entry.isFile() ? path : fileBehind(root, path);
        if (file !== undefined) found.add(file);
      }
      if (seen >= most) return [...found];
    }
    level = next;
  }
  return [...found];
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // closed to us, or gone meanwhile
  }
}

/** The file in the workspace that a link leads to. */
function fileBehind(root: string, path: string): string | undefined {
  try {
    const real = realpathSync(join(root, path));
    const inside = relative(root, real);
    return !inside.startsWith("..") && statSync(real).isFile() ? inside : undefined;
  } catch {
    return undefined;
  }
}
