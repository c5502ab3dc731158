/** What the user has opened of that which is guarded: by a rule that says its name, or one for the git command that writes history. */
import type { Intent } from "../../../core/effect.ts";
import type { Fact } from "../../../core/fact.ts";
import { guardOf } from "../../../interface/environment/guarded.ts";
import { codeBehind } from "./behind.ts";
import { baseName } from "./carrier.ts";
import { readCommands } from "./command.ts";
import type { Rule } from "./rule.ts";
import { isAllowed } from "./ruling.ts";
import { fitsPath } from "./wildcard.ts";

/** Tells of each guarded path of a change whether an allow rule opens it. A broad rule (`Edit`, `Bash`) opens nothing. */
export async function openedBy(
  allow: readonly Rule[],
  intent: Extract<Intent, { readonly type: "change" }>,
  facts: readonly Fact[],
): Promise<(path: string) => boolean> {
  const patterns = allow.flatMap(({ tool, pattern }) =>
    tool === "Edit" && pattern !== undefined && saysAName(pattern) ? [pattern] : [],
  );
  const history = await writesHistory(allow, intent, facts);
  return (path) =>
    patterns.some((pattern) => fitsPath(pattern, path)) || (history && path.split("/").includes(".git"));
}

/** `Edit(.git/**)` and `Edit(**\/.npmrc)` say what is guarded; `Edit(**)` and `Edit(.*)` only cover it. */
const saysAName = (pattern: string): boolean =>
  pattern.split("/").some((name) => !/[*?]/.test(name) && guardOf(name) !== undefined);

/** All of the command is allowed, by rules that name what they allow, and git is in it. */
async function writesHistory(
  allow: readonly Rule[],
  intent: Extract<Intent, { readonly type: "change" }>,
  facts: readonly Fact[],
): Promise<boolean> {
  const named = allow.filter(({ tool, pattern }) => tool === "Bash" && pattern !== undefined);
  const behind = named.length > 0 ? codeBehind(intent, facts) : undefined;
  if (behind?.shell !== true) return false;
  const commands = await readCommands(behind.code);
  const runsGit = commands.parts.some(({ words }) => baseName(words[0] ?? "") === "git");
  return runsGit && isAllowed(named, commands);
}
