/** The solver's own cells and what came back from them, read out of a conversation. */
import type { Message } from "../../core/message.ts";

/** What a cell of the solver was for. */
export type Kind = "checks" | "search" | "claim" | "surrender";

export interface Step {
  readonly kind: Kind;
  readonly code: string;
  readonly outcome: string;
  readonly failed: boolean;
}

/** A cell that takes back a change and searches on is a search. */
function kindOf(code: string): Kind | undefined {
  if (/\bgiveUp\(/.test(code)) return "surrender";
  if (/\bsearch\.attempts\(/.test(code)) return "search";
  if (/\bdone\(/.test(code)) return "claim";
  return /\bchecks\.run\(/.test(code) ? "checks" : undefined;
}

/** The steps since the solver last answered in words alone, which ended a task. */
export function readHistory(messages: readonly Message[]): Step[] {
  const from =
    messages.findLastIndex((message) => message.role === "model" && message.cells.length === 0) + 1;
  const current = messages.slice(from);
  const outcomes = new Map(
    current.flatMap((message) => (message.role === "outcome" ? [[message.cell, message]] : [])),
  );
  return current.flatMap((message) => {
    if (message.role !== "model") return [];
    return message.cells.flatMap((cell): Step[] => {
      const kind = kindOf(cell.code);
      const outcome = outcomes.get(cell.id);
      return kind && outcome
        ? [{ kind, code: cell.code, outcome: outcome.text, failed: outcome.failed }]
        : [];
    });
  });
}
