/** What of a workspace programs are not to see: its secret files, and what a rule forbids to read. */
import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import { Fault } from "../../core/fault.ts";
import { matchesAny } from "./globs.ts";
import { isSecret } from "./guarded.ts";

/** What is looked at before anything else begins: so deep in folders, and so many entries, those nearest to the top first. */
const near = { depth: 3, entries: 2_000 };
/** What is looked at in all, while the model thinks. */
const most = 500_000;
/** Folders that are read at a time. */
const atOnce = 64;
/** Each mask is a mount, in each command. */
const mostMasks = 1_000;
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
  /** The masked files and folders that a quick look finds, for whoever must be told. */
  readonly masked: readonly string[];
  /** All of them, wherever they lie: an empty one is shown in their place. Throws `Fault("bad_usage")` when they are too many. */
  readonly all: () => Promise<readonly string[]>;
  /** True for a secret file that is not for the model's eyes, wherever it lies. */
  readonly hidden: (path: string) => boolean;
  /** Why a file is not shown to the model; undefined when it is. `path` is where it really lies. */
  readonly unshown: (path: string) => string | undefined;
}

/** What is to be kept from the programs and the model of a session. */
export function findSecrets(
  root: string,
  given: {
    /** Globs of secret files that may be seen. */
    readonly allowed: readonly string[];
    /** Whether a rule forbids to read a file or folder. */
    readonly forbidden?: (path: string) => boolean;
  },
): Secrets {
  const { allowed, forbidden = () => false } = given;
  const hidden = (path: string): boolean => isSecret(path) && !matchesAny(allowed, path);
  const search = new Search(root, hidden, forbidden);
  const folders = [""];
  const isNear = (folder: string): boolean =>
    search.seen < near.entries && folder.split("/").length <= near.depth;
  for (let next = folders[0]; next !== undefined && isNear(next); next = folders[0]) {
    folders.shift();
    folders.push(...search.look(next, entriesOf(join(root, next))));
  }
  const unshown = (path: string): string | undefined => {
    if (hidden(path)) return "may hold secrets and is not shown; --allow-secrets <glob> allows it";
    return forbidden(path) ? "is not shown: a rule denies reading it" : undefined;
  };
  return { masked: [...search.found], all: () => searchOn(search, folders), hidden, unshown };
}

/** From where the quick look stopped to the end. */
async function searchOn(search: Search, from: readonly string[]): Promise<readonly string[]> {
  let level = from;
  while (level.length > 0 && search.seen < most) {
    const next: string[] = [];
    for (let at = 0; at < level.length; at += atOnce) {
      const read = level
        .slice(at, at + atOnce)
        .map(async (folder) => search.look(folder, await search.read(folder)));
      next.push(...(await Promise.all(read)).flat());
    }
    level = next;
  }
  const found = [...search.found];
  if (found.length <= mostMasks) return found;
  throw new Fault(
    "bad_usage",
    `${found.length} files are not to be read by programs, ${found[0]} among them: more than can be hidden`,
    "forbid their folder, such as Read(secrets/**), or let some be seen: --allow-secrets <glob>",
  );
}

/** One look through a workspace: what it has found so far. */
class Search {
  readonly found = new Set<string>();
  seen = 0;
  readonly #root: string;
  readonly #hidden: (path: string) => boolean;
  readonly #forbidden: (path: string) => boolean;

  constructor(root: string, hidden: (path: string) => boolean, forbidden: (path: string) => boolean) {
    this.#root = root;
    this.#hidden = hidden;
    this.#forbidden = forbidden;
  }

  read(folder: string): Promise<readonly Dirent[]> {
    return readdir(join(this.#root, folder), { withFileTypes: true }).catch(() => []);
  }

  /** Takes note of a folder's entries; gives the folders among them that are to be looked into. */
  look(folder: string, entries: readonly Dirent[]): readonly string[] {
    this.seen += entries.length;
    return entries.flatMap((entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      const forbidden = this.#forbidden(path);
      if (entry.isDirectory()) {
        if (forbidden) this.found.add(path);
        return forbidden || skipped.has(entry.name) ? [] : [path];
      }
      if (!forbidden && !this.#hidden(path)) return [];
      // Links are followed to what they name in the workspace.
      const named = entry.isFile() ? path : namedBy(this.#root, path, forbidden);
      if (named !== undefined) this.found.add(named);
      return [];
    });
  }
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // closed to us, or gone meanwhile
  }
}

/** The file in the workspace that a link leads to, or the folder when that counts too. */
function namedBy(root: string, path: string, folders: boolean): string | undefined {
  try {
    const real = realpathSync(join(root, path));
    const inside = relative(root, real);
    const seen = statSync(real);
    const counts = seen.isFile() || (folders && seen.isDirectory());
    return counts && inside !== "" && !inside.startsWith("..") ? inside : undefined;
  } catch {
    return undefined;
  }
}
