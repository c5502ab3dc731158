/** A Python cell from the gate to its outcome: what it has written itself is ruled on and committed when it has ended. */
import type { Cell, Outcome } from "../../core/cell.ts";
import {
  changedBy,
  droppedError,
  limitsOf,
  readBy,
  refusal,
  refused,
  type CellParts,
} from "../cell-parts.ts";
import { adviceOn, placeNotes } from "../environment/advice.ts";
import type { Landed } from "../environment/world.ts";
import { findLeft } from "../programs/left.ts";
import type { PythonRan } from "./open.ts";

/** Runs it. `left` is what it leaves for another process to go on from. */
export async function runPython(
  parts: CellParts,
  cell: Cell,
): Promise<Outcome & { readonly left?: Uint8Array }> {
  const { gate, journal, python, world } = parts;
  const started = performance.now();
  const verdict = await gate.rule({ type: "program", cell: cell.id, language: "py", code: cell.code });
  if (verdict.type !== "allow") return refusal(journal, cell, started, verdict.reason);
  journal.append({ type: "cell.started", cell: cell.id, ...readBy(cell, parts) });
  parts.begin(cell.id);
  const left = findLeft(journal, "py");
  const ran = await python.run(cell, { ...limitsOf(parts), ...(left && { left }) });
  const { held, since, problem } = ran;
  try {
    if (problem && held.entries.length === 0) {
      journal.append({ type: "cell.checked", cell: cell.id, problems: [problem] });
      return refused(started, [problem]);
    }
    // One that was cut off may have left half of what it meant; none of it counts.
    const isCut = ran.status !== "ok" && ran.status !== "error";
    const last = isCut ? undefined : await world.land({ cell: cell.id }, held, since);
    const dropped = isCut ? held.entries.length : 0;
    return outcomeOf(ran, last ? [...ran.landed, last] : ran.landed, {
      changed: changedBy(journal, cell.id),
      dropped,
    });
  } finally {
    await held.drop();
  }
}

function outcomeOf(
  ran: PythonRan,
  landed: readonly Landed[],
  { changed, dropped }: { readonly changed: readonly string[]; readonly dropped: number },
): Outcome & { readonly left?: Uint8Array } {
  const { landed: _landed, held, since: _since, problem: _problem, status, error: own, notes, ...rest } = ran;
  const reason = landed.find((each) => each.refused !== undefined)?.refused;
  const error = reason === undefined ? own : droppedError(reason);
  const ignored = landed.reduce((sum, each) => sum + each.ignored, 0);
  const ignoredIn = [...new Set(landed.flatMap((each) => each.ignoredIn))];
  const exit = error && status === "ok" ? 1 : (ran.exit ?? 0);
  const seen = { ...held, exit, output: `${ran.output}\n${own?.stack ?? ""}` };
  const said = [
    ...placeNotes(seen),
    ...adviceOn(seen),
    ...endNotes(ran, dropped),
    ...(held.ended > 0
      ? [
          `ended with the cell, as it had started them: ${held.ended} programs; one that lives on is started by process.start`,
        ]
      : []),
    ...(notes ?? []),
  ];
  return {
    ...rest,
    status: status === "ok" && error ? "error" : status,
    ...(error && { error }),
    ...(changed.length > 0 && { changed }),
    ...(ignored > 0 && { ignored, ignoredIn }),
    ...(said.length > 0 && { notes: said }),
  };
}

/** What became of files and variables when the cell did not come to its own end. */
function endNotes({ status }: PythonRan, dropped: number): readonly string[] {
  if (status === "lost")
    return [
      "files are as they were before this cell, or after its last call; the next Python cell has the variables from before this one",
    ];
  if (status === "ok" || status === "error") return [];
  const files = dropped > 0 ? "what it had written to files was dropped; " : "";
  return [`${files}the Python variables are as far as it got`];
}
