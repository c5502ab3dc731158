/** Git's own files: they mean something only together, and its objects are shared by all that was ever built on them. */
import { dirname, join } from "node:path";
import { askGit } from "./git.ts";

/** Why all of a repository's own files are left alone. */
export const usedGit = "someone else has used git here since";

/** The `.git` folder that a path lies in, or is; undefined for any other path. */
export function gitFolderOf(path: string): string | undefined {
  return /^(?:.*?\/)?\.git(?=\/|$)/.exec(path)?.[0];
}

/** True for what holds commits and contents. Nobody can tell what a person has built on one, and git itself tidies those that nothing needs. */
export function isGitObject(path: string): boolean {
  return /(?:^|\/)\.git\/(?:.+\/)?objects(?:\/|$)/.test(path);
}

/** True for an index in which nothing is staged: whoever looks at a repository rewrites it, and nobody's work is in it. */
export function isIdleIndex(root: string, path: string): boolean {
  if (!/(?:^|\/)\.git\/index$/.test(path)) return false;
  const words = [
    "diff-index",
    "--cached",
    "--quiet",
    "--no-ext-diff",
    "--no-textconv",
    "--ignore-submodules",
    "HEAD",
  ];
  return askGit(join(root, dirname(dirname(path))), words).exit === 0;
}
