/** A second tree of a workspace. */
import { constants, cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { addWorktree } from "./git.ts";

/** All of the folder but git's own files, which the copy gets anew. */
export function copyTree(old: string, root: string): "worktree" | "copy" {
  const own = existsSync(join(old, ".git")) && addWorktree(old, root);
  if (!own) mkdirSync(root);
  for (const name of readdirSync(old)) {
    if (name === ".git" && own) continue;
    const [source, target] = [join(old, name), join(root, name)];
    cpSync(source, target, {
      recursive: true,
      verbatimSymlinks: true,
      preserveTimestamps: true,
      mode: constants.COPYFILE_FICLONE,
    });
  }
  return own ? "worktree" : "copy";
}
