/** Which paths git ignores. */
import { join } from "node:path";
import type { StagedEntry } from "./sandbox.ts";
import { mightIgnore } from "./ignore-rules.ts";
import { folderOf } from "./below.ts";
import { guardOf } from "./guarded.ts";
import { askGit, inRepository } from "./git.ts";
import { look } from "./version.ts";

/** A path to ask about, and whether it is (or will be) a folder: git's rules tell the two apart. */
export type Asked = Pick<StagedEntry, "path" | "type">;

/**
 * The paths among `asked` that git ignores by the rules that lie in the workspace now; tracked files never are. Outside git, or when
 * git does not answer, none: what is not known to be ignored is kept undoable. Rules in files changed after `rulesSince`
 * (milliseconds since 1970) do not count, so that a cell cannot first declare a person's files ignored and then destroy them.
 */
export function ignoredPaths(
  root: string,
  asked: readonly Asked[],
  rulesSince?: number,
): ReadonlySet<string> {
  const ignored = new Set<string>();
  if (!inRepository(root)) return ignored;
  const candidates = askable(root, asked, mightIgnore(root));
  if (candidates.length === 0) return ignored;
  // "./" because git reads a leading colon as an instruction.
  const input = candidates.map(({ path, type }) => `./${path}${isFolder(type) ? "/" : ""}\0`).join("");
  // Without the index, which git would search anew for each path: thousands of paths took a second.
  const words = ["check-ignore", "--no-index", "--stdin", "-z", "--verbose"];
  const { exit, output } = askGit(root, words, { input });
  if (exit !== 0) return ignored;
  const fields = output.split("\0");
  const fresh = new Map<string, boolean>();
  for (let index = 0; index + 3 < fields.length; index += 4) {
    const [source = "", , pattern = "", path = ""] = fields.slice(index, index + 4);
    if (pattern.startsWith("!")) continue;
    const changed = fresh.get(source) ?? changedSince(root, source, rulesSince);
    fresh.set(source, changed);
    if (!changed) ignored.add(path.slice("./".length).replace(/\/$/, ""));
  }
  return ignored.size > 0 ? withoutTracked(root, ignored) : ignored;
}

/** Rules do not hold for what is tracked all the same, nor for a folder with such a file in it. */
function withoutTracked(root: string, ignored: Set<string>): ReadonlySet<string> {
  const { exit, output } = askGit(root, ["ls-files", "-z", "--cached", "--ignored", "--exclude-standard"]);
  if (exit !== 0) return new Set();
  for (const tracked of output.split("\0"))
    for (let path = tracked; path !== ""; path = folderOf(path)) ignored.delete(path);
  return ignored;
}

function isFolder(type: StagedEntry["type"]): boolean {
  return type === "folder" || type === "opaque";
}

function changedSince(root: string, source: string, since: number | undefined): boolean {
  if (since === undefined) return false;
  const seen = look(source.startsWith("/") ? source : `${root}/${source}`);
  return !seen || Number(seen.ctimeMs) > since;
}

/** Git dies of one path beyond a link, and then tells nothing of the others. What is guarded is never written through unseen. */
function askable(root: string, asked: readonly Asked[], might: (path: string) => boolean): readonly Asked[] {
  const beyond = new Map<string, boolean>([["", false]]);
  const isBeyond = (folder: string): boolean => {
    const known = beyond.get(folder);
    if (known !== undefined) return known;
    const answer = isBeyond(folderOf(folder)) || look(join(root, folder))?.isSymbolicLink() === true;
    beyond.set(folder, answer);
    return answer;
  };
  return asked.filter(({ path }) => guardOf(path) === undefined && !isBeyond(folderOf(path)) && might(path));
}
