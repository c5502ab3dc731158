/** Ways in which git itself runs other programs, and where in its words its own command stands. */
import type { Carried } from "./carried.ts";
import { unknown } from "./wildcard.ts";

/** Ways in which git runs a program that its arguments name. */
const gitHides =
  /^(?:--upload-pack|--receive-pack|--exec|--open-files-in-pager|-O|--extcmd|--ext-diff|--textconv)/;
const gitRuns: ReadonlySet<string> = new Set([
  "filter-branch",
  "bisect",
  "submodule",
  "config",
  "difftool",
  "mergetool",
  "rebase",
]);

/** What a git command carries; `rest` are the words after `git`. */
export function hiddenInGit(rest: readonly string[]): readonly Carried[] {
  const at = gitCommandAt(rest);
  const settings = rest.slice(0, at);
  const hidden: Carried = { hidden: "git may run another program by these arguments" };
  const aliases = settings.flatMap((word): readonly Carried[] => {
    const alias = /^(?:-c)?alias\.[^=]*=!([^]*)$/.exec(word);
    return alias ? [{ code: alias[1] ?? "" }] : [];
  });
  const configured = settings.some(
    (word) => /^(?:-c|--config-env|--exec-path)/.test(word) || word.includes(unknown),
  );
  const [command = "", ...more] = rest.slice(at);
  const runs =
    gitRuns.has(command) && more.some((word) => /^(?:run|foreach|-x|-i|--interactive)$/.test(word));
  const writes = command === "config" && more.filter((word) => !word.startsWith("-")).length > 1;
  const hides =
    command.includes(unknown) ||
    more.some((word) => gitHides.test(word) || (word.startsWith("-x") && command === "rebase"));
  return configured || runs || writes || hides || command === "filter-branch"
    ? [...aliases, hidden]
    : aliases;
}

/** Where git's own options end and its command stands. */
function gitCommandAt(rest: readonly string[]): number {
  let at = 0;
  while (rest[at]?.startsWith("-"))
    at += /^(?:-c|-C|--git-dir|--work-tree|--namespace|--super-prefix|--config-env)$/.test(rest[at] ?? "")
      ? 2
      : 1;
  return at;
}

/** A git command without git's own options, as a rule would name it. */
export function plainGit(words: readonly string[]): readonly string[] {
  return ["git", ...words.slice(1 + gitCommandAt(words.slice(1)))];
}
