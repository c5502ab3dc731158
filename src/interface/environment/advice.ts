/** What a failed program's output says about the stage it ran on, and what to do instead. */
import type { Run } from "./sandbox.ts";

const acrossFolders = /\bEXDEV\b|Invalid cross-device link/;

/** One line for each known trouble of a program that failed. */
export function adviceOn({ exit, output }: Pick<Run, "exit" | "output">): readonly string[] {
  if (exit === 0 || !acrossFolders.test(output)) return [];
  return [
    "folders of the workspace cannot be renamed by rename(2) here (EXDEV): use `mv` or copy and remove; for `git mv`, `mv` the folder and `git add -A` both names",
  ];
}
