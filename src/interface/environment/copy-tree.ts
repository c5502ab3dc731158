/** A second tree of a workspace. */
import { constants, cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { addWorktree } from "./git.ts";

/** All of the folder; of git's own files the copy gets its own, as a worktree, unless it is to be plain. */
export function copyTree(old: string, root: string, plain = false): "worktree" | "copy" {
  const own = !plain && existsSync(join(old, ".git")) && addWorktree(old, root);
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
