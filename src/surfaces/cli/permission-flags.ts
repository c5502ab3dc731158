/** From the permission flags of a command line to a mode and rules. */
import { Fault, permissionModes, readRule, splitRules, type PermissionWords } from "../../index.ts";
import { oneOf } from "./flag-values.ts";
import type { RunWish } from "./wish.ts";

/**
 * The mode and the rules that were named, as in `--allowedTools "Bash(git *),Edit"`; undefined when none were. Throws
 * `Fault("bad_usage")` for a mode or a rule that there is not.
 */
export function permissionsOf({
  permissionMode,
  allowedTools = [],
  disallowedTools = [],
}: RunWish): PermissionWords | undefined {
  const mode =
    permissionMode === undefined ? undefined : oneOf("--permission-mode", permissionMode, permissionModes);
  if (typeof mode === "object") throw new Fault("bad_usage", mode.message, mode.hint);
  const [allow, deny] = [allowedTools.flatMap(splitRules), disallowedTools.flatMap(splitRules)];
  for (const rule of [...allow, ...deny]) readRule(rule);
  if (mode === undefined && allow.length + deny.length === 0) return undefined;
  return {
    ...(mode !== undefined && { mode }),
    ...(allow.length > 0 && { allow }),
    ...(deny.length > 0 && { deny }),
  };
}
