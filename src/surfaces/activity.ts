/** A fold over facts: what is going on. */
import type { Cell, Fact } from "../index.ts";

/** What is going on after a fact, the empty text for nothing; undefined when it is what it was. `open` are cells that are still to run. */
export function createActivity(open: readonly Cell[] = []): (fact: Fact) => string | undefined {
  const cells = new Map(open.map((cell) => [cell.id, cell]));
  return (fact) => {
    if (fact.type === "model.replied") for (const cell of fact.cells) cells.set(cell.id, cell);
    if (fact.type === "model.asked") return "waiting for the model";
    if (fact.type === "review.asked") return `waiting for ${fact.model} to review`;
    if (fact.type === "cell.started")
      return `running ${fact.cell} (${cells.get(fact.cell)?.language ?? "?"})`;
    if (fact.type === "check.started") return `checking: ${fact.command}`;
    const ends = [
      "model.replied",
      "cell.ran",
      "check.ran",
      "review.replied",
      "review.failed",
      "session.ended",
    ].includes(fact.type);
    return ends ? "" : undefined;
  };
}
