/** Whether git might ignore a path, told from its rules' last names alone: asking git takes longer than all else in a small commit. */
import { readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { folderOf } from "./below.ts";
import { look } from "./version.ts";

/** Longer files of rules are git's to read. Bytes. */
const longest = 256 * 1024;

/** A rule fits a path only if its last name fits some name in it: the beginning and end of that name around its stars. */
type Rule = { readonly begins: string; readonly ends: string } | "any";

/**
 * A test of paths below `root`. Never wrongly false, but for rules in the case of whose letters the repository says nothing matters:
 * then a path is kept undoable.
 */
export function mightIgnore(root: string): (path: string) => boolean {
  const top = topOf(root);
  if (top === undefined) return () => true;
  const { folder, own } = top;
  const known = new Map<string, readonly Rule[]>();
  const above = relative(folder, root);
  const rulesAt = (place: string): readonly Rule[] => {
    const found = known.get(place);
    if (found) return found;
    const inherited = place === folder ? rulesIn(own) : rulesAt(dirname(place));
    const rules = [...inherited, ...rulesIn(join(place, ".gitignore"))];
    known.set(place, rules);
    return rules;
  };
  return (path) => {
    const names = join(above, path).split("/");
    return rulesAt(join(root, folderOf(path))).some((rule) => names.some((name) => fits(rule, name)));
  };
}

/** The repository's top and the file of its own rules; undefined where only git can tell, such as in a worktree. */
function topOf(root: string): { readonly folder: string; readonly own: string } | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    const seen = look(join(folder, ".git"));
    if (seen) return seen.isDirectory() ? { folder, own: join(folder, ".git/info/exclude") } : undefined;
    if (folder === dirname(folder)) return undefined;
  }
}

function rulesIn(file: string): readonly Rule[] {
  const seen = statSync(file, { throwIfNoEntry: false });
  if (!seen?.isFile()) return [];
  if (seen.size > longest) return ["any"];
  return readFileSync(file, "utf8")
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "" && !/^[#!]/.test(line))
    .map(readRule);
}

function readRule(line: string): Rule {
  const names = line.split("/").filter((name) => name !== "" && name !== "**");
  const last = names.at(-1);
  if (last === undefined || /[\\[]/.test(last)) return "any";
  const [begins = ""] = last.split(/[*?]/);
  return { begins, ends: /[^*?]*$/.exec(last)?.[0] ?? "" };
}

const fits = (rule: Rule, name: string): boolean =>
  rule === "any" || (name.startsWith(rule.begins) && name.endsWith(rule.ends));
