/** Cells that a session was taken back before. */
import type { Fact, FactBody } from "./fact.ts";

/** Cells of the last reply that came after the place: they have not run, and the model is told so. */
export function notRun(line: readonly Fact[]): readonly FactBody[] {
  const ran = new Set(cellsOf(line));
  const replied = line.findLast((fact) => fact.type === "model.replied");
  if (replied?.type !== "model.replied" || !replied.cells.some(({ id }) => ran.has(id))) return [];
  return replied.cells
    .filter(({ id }) => !ran.has(id))
    .map(({ id }) => ({
      type: "cell.ran",
      cell: id,
      outcome: {
        status: "refused",
        output: "",
        error: {
          name: "Rewound",
          message: "the user went back to before this cell: it did not run",
        },
        milliseconds: 0,
      },
    }));
}

/** The cells that ran on a line. */
export const cellsOf = (line: readonly Fact[]): readonly string[] =>
  line.flatMap((fact) =>
    fact.type === "cell.ran" && fact.outcome.error?.name !== "Rewound" ? [fact.cell] : [],
  );
