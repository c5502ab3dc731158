/** What is still to be run. */
import type { Cell } from "../../core/cell.ts";
import type { Fact } from "../../core/fact.ts";

/** The cells of the last reply that have no outcome yet, in order. */
export function openCells(facts: readonly Fact[]): readonly Cell[] {
  const replied = facts.findLast((fact) => fact.type === "model.replied");
  if (replied?.type !== "model.replied") return [];
  const ran = new Set(facts.flatMap((fact) => (fact.type === "cell.ran" ? [fact.cell] : [])));
  return replied.cells.filter((cell) => !ran.has(cell.id));
}
