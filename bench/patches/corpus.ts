/** The corpus of patches in `evals/patches`: small projects with a bug each, and right and green-but-wrong patches of them. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

export type Split = "open" | "sealed";

/** When a project was written: three rounds are open by now, and half of the fourth. */
export type Round = 1 | 2 | 3 | 4;

export interface Project {
  readonly name: string;
  readonly language: "javascript" | "python";
  /** The visible check, run in a copy of `base`. */
  readonly check: string;
  /** The reference suite, run in a copy that `hidden` was added to. */
  readonly hidden: string;
  readonly description: string;
  readonly folder: string;
  readonly round: Round;
  readonly split: Split;
  readonly patches: readonly Patch[];
}

/** `old` is in the file exactly once when its turn comes; a file that is given whole has `text` instead. */
export type Edit =
  | { readonly path: string; readonly old: string; readonly new: string }
  | { readonly path: string; readonly text: string };

export interface Patch {
  readonly name: string;
  readonly label: "right" | "wrong";
  readonly origin: "hand" | "mutation" | "solver";
  readonly kind: string;
  /** One sentence. */
  readonly why: string;
  /** Test files whose change the task asks for, such as those of a function that is renamed. */
  readonly declared?: readonly string[];
  readonly edits: readonly Edit[];
}

/** What a patch does, without what is said of it. */
export type Change = Pick<Patch, "edits" | "declared">;

export const corpus = path.join(path.dirname(path.dirname(import.meta.dirname)), "evals", "patches");

/** All projects with their patches, by name. */
export function readCorpus(): Project[] {
  const splits: Record<string, Split> = JSON.parse(
    readFileSync(path.join(corpus, "split.json"), "utf8"),
  ).projects;
  return projectFolders().map((folder) => {
    const name = path.basename(folder);
    const split = splits[name];
    if (split === undefined) throw new Error(`${name} is not in split.json: run bench/patches.ts --split`);
    return readProject(folder, split);
  });
}

export function projectFolders(): string[] {
  return readdirSync(corpus, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => path.join(corpus, name))
    .toSorted();
}

/** What `project.json` says; of the first round it says no round. */
function readSaid(folder: string): Omit<Project, "folder" | "split" | "patches"> {
  return { round: 1, ...JSON.parse(readFileSync(path.join(folder, "project.json"), "utf8")) };
}

/** The round that a project's folder says. */
export const roundOf = (folder: string): Round => readSaid(folder).round;

function readProject(folder: string, split: Split): Project {
  return { ...readSaid(folder), folder, split, patches: readPatches(folder) };
}

function readPatches(folder: string): Patch[] {
  const patches = path.join(folder, "patches");
  const files = existsSync(patches) ? readdirSync(patches).toSorted() : [];
  return files.map((file) => readPatch(path.join(patches, file)));
}

function readPatch(file: string): Patch {
  const said: Omit<Patch, "name"> = JSON.parse(readFileSync(file, "utf8"));
  return { ...said, name: path.basename(file, ".json") };
}

/** The texts of the files that a patch touches, after it. Throws when an edit does not fit. */
export function patched(project: Project, patch: Change): Map<string, string> {
  const texts = new Map<string, string>();
  for (const edit of patch.edits) {
    if ("text" in edit) {
      texts.set(edit.path, edit.text);
      continue;
    }
    const text = texts.get(edit.path) ?? readFileSync(path.join(project.folder, "base", edit.path), "utf8");
    const pieces = text.split(edit.old);
    if (pieces.length !== 2)
      throw new Error(
        `${project.name}, ${edit.path}: ${pieces.length - 1} places for ${JSON.stringify(edit.old)}`,
      );
    texts.set(edit.path, pieces.join(edit.new));
  }
  return texts;
}

/** Copies a project into a folder that must be empty, with a patch made. */
export function layOut(project: Project, into: string, patch?: Change): void {
  cpSync(path.join(project.folder, "base"), into, { recursive: true });
  for (const [file, text] of patch ? patched(project, patch) : []) {
    mkdirSync(path.dirname(path.join(into, file)), { recursive: true });
    writeFileSync(path.join(into, file), text);
  }
}

export const isTest = (file: string): boolean =>
  /(?:^|\/)tests?\/|\.test\.[cm]?[jt]s$|(?:^|\/)test_[^/]*\.py$|(?:^|\/)package\.json$/.test(file);

/** Puts the original tests and manifests back in a copy, but for those that are declared; added ones are taken away. */
export function restoreTests(project: Project, patch: Change, into: string): void {
  for (const { path: file } of patch.edits) {
    if (!isTest(file) || patch.declared?.includes(file)) continue;
    const original = path.join(project.folder, "base", file);
    rmSync(path.join(into, file), { force: true });
    if (existsSync(original)) cpSync(original, path.join(into, file));
  }
}

/** Adds the reference suite to a copy. */
export function addHidden(project: Project, into: string): void {
  cpSync(path.join(project.folder, "hidden"), path.join(into, "hidden"), { recursive: true });
}
