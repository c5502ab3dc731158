/** What rules forbid to read and to reach, for whoever keeps it from programs. */
import type { RuleTexts } from "../../../core/approval.ts";
import { readRules } from "./rule.ts";
import { isHost } from "./ruling.ts";
import { fitsPath } from "./wildcard.ts";

/** Whether a Read rule with a pattern denies a path of the workspace: `Read(secrets/**)` does so for the folder too. */
export function forbiddenToRead(layers: readonly RuleTexts[]): ((path: string) => boolean) | undefined {
  const patterns = readRules(layers).deny.flatMap(({ tool, pattern }) =>
    tool === "Read" && pattern !== undefined ? [pattern] : [],
  );
  if (patterns.length === 0) return undefined;
  return (path) => patterns.some((pattern) => fitsPath(pattern, path));
}

/** The words of a WebFetch rule that denies a host; undefined while no rule denies any. */
export function forbiddenToReach(
  layers: readonly RuleTexts[],
): ((host: string) => string | undefined) | undefined {
  const rules = readRules(layers).deny.filter(({ tool }) => tool === "WebFetch");
  if (rules.length === 0) return undefined;
  return (host) => {
    const rule = rules.find(({ pattern }) => pattern === undefined || isHost(pattern, host));
    return rule && `the rule ${rule.text} forbids fetching from ${host}`;
  };
}
