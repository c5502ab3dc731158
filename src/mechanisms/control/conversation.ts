/** The conversation that a model reads, folded from facts; it only ever grows at its end. */
import type { Cell } from "../../core/cell.ts";
import type { Fact, FactOf } from "../../core/fact.ts";
import type { Message } from "../../core/message.ts";
import { renderOutcome } from "../../interface/feedback/render.ts";

function toMessage(fact: Fact): Message | undefined {
  switch (fact.type) {
    case "session.opened":
      return { role: "user", text: fact.task };
    case "model.replied":
      return fact.finish === "silent" ? undefined : replyOf(fact);
    case "cell.ran":
      return {
        role: "outcome",
        cell: fact.cell,
        failed: fact.outcome.status !== "ok",
        text: renderOutcome(fact.outcome),
      };
    case "decision.made":
      return fact.decision.type === "revise" ? { role: "user", text: fact.decision.words } : undefined;
    default:
      return undefined;
  }
}

function replyOf({ text, cells, private: own }: FactOf<"model.replied">): Message {
  return { role: "model", text, cells, ...(own !== undefined && { private: own }) };
}

/** Every fact that is said, as messages in their order. Pure. */
export function conversation(facts: readonly Fact[]): readonly Message[] {
  return facts.map(toMessage).filter((message) => message !== undefined);
}

/** The cells of the last reply that have no outcome yet, in order. */
export function openCells(facts: readonly Fact[]): readonly Cell[] {
  const replied = facts.findLast((fact) => fact.type === "model.replied");
  if (replied?.type !== "model.replied") return [];
  const ran = new Set(facts.flatMap((fact) => (fact.type === "cell.ran" ? [fact.cell] : [])));
  return replied.cells.filter((cell) => !ran.has(cell.id));
}
