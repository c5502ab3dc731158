/** The code behind a change: of the cell or the call whose program made it. */
import type { Intent } from "../../../core/effect.ts";
import type { Fact } from "../../../core/fact.ts";
import { takesCommand } from "./shell-tools.ts";

/** What was run, and whether it is shell code; undefined when a tool of ours made the change. */
export interface Behind {
  readonly code: string;
  readonly shell: boolean;
}

/** The program that made these changes. */
export function codeBehind(
  { cell, call }: Extract<Intent, { readonly type: "change" }>,
  facts: readonly Fact[],
): Behind | undefined {
  if (call !== undefined) {
    const made = facts.findLast((fact) => fact.type === "call.made" && fact.call === call);
    if (made?.type !== "call.made" || !takesCommand(made.tool)) return undefined;
    return { code: String(made.arguments["command"]), shell: true };
  }
  const found = facts
    .flatMap((fact) => (fact.type === "model.replied" ? fact.cells : []))
    .findLast(({ id }) => id === cell);
  return found && { code: found.code, shell: found.language === "sh" };
}
