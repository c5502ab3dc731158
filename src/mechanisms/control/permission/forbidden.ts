/** What rules forbid to read, for whoever hides it from programs. */
import type { RuleTexts } from "../../../core/approval.ts";
import { readRules } from "./rule.ts";
import { fitsPath } from "./wildcard.ts";

/** Whether a Read rule with a pattern denies a path of the workspace: `Read(secrets/**)` does so for the folder too. */
export function forbiddenToRead(layers: readonly RuleTexts[]): ((path: string) => boolean) | undefined {
  const patterns = readRules(layers).deny.flatMap(({ tool, pattern }) =>
    tool === "Read" && pattern !== undefined ? [pattern] : [],
  );
  if (patterns.length === 0) return undefined;
  return (path) => patterns.some((pattern) => fitsPath(pattern, path));
}
