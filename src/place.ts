/** A place in a session, as people name it. */
import { systemClock } from "./core/clock.ts";
import type { Fact } from "./core/fact.ts";
import { Fault } from "./core/fault.ts";
import { sessionId } from "./core/id.ts";

/** The last fact that belongs to a place, and its name. */
export interface Place {
  readonly seq: number;
  readonly name: string;
}

/** A folder beside a workspace, for a tree of its own. */
export const besides = (root: string): string => `${root}-${sessionId(systemClock.now()).slice(-5)}`;

/**
 * The place so named in a line of facts: `c3` or `3`, when that cell had run; `turn 2` or `t2`, when that turn was over; `start`. Absent:
 * before the last cell that ran. Throws `Fault("bad_usage")` when there is none.
 */
export function findPlace(line: readonly Fact[], named: string | undefined, session: string): Place {
  const ran = line.filter((fact) => fact.type === "cell.ran");
  const wanted =
    named
      ?.trim()
      .toLowerCase()
      .replace(/^(\d+)$/, "c$1") ??
    ran.at(-2)?.cell ??
    "start";
  if (wanted === "start" || wanted === "t0" || wanted === "turn 0")
    return { seq: start(line), name: "start" };
  const cell = ran.find((fact) => fact.cell === wanted);
  if (cell) return { seq: cell.seq, name: wanted };
  const turn = /^t(?:urn)?\s*(\d+)$/.exec(wanted)?.[1];
  const end = turn === undefined ? undefined : endOfTurn(line, Number(turn));
  if (end !== undefined) return { seq: end, name: `turn ${turn}` };
  throw new Fault(
    "bad_usage",
    `session ${session} has no ${named ?? "cell"} that is over`,
    `tackle show ${session} names its cells; a turn is named "turn 2"`,
  );
}

const opening = new Set<Fact["type"]>([
  "session.opened",
  "session.forked",
  "instructions.read",
  "cache.begun",
  "check.found",
  "check.started",
  "check.ran",
  "sandbox.opened",
]);

/** All that came before the model was first asked. */
function start(line: readonly Fact[]): number {
  const first = line.findIndex((fact) => !opening.has(fact.type));
  return (first === -1 ? line.at(-1) : line[first - 1])?.seq ?? 1;
}

function endOfTurn(line: readonly Fact[], turn: number): number | undefined {
  const first = line.findIndex((fact) => fact.type === "model.replied" && fact.turn === turn);
  if (first === -1) return undefined;
  const rest = line.slice(first + 1);
  const over = new Set<Fact["type"]>([
    "model.asked",
    "context.compacted",
    "tree.landed",
    "session.ended",
    "session.resumed",
    "task.added",
  ]);
  const next = rest.findIndex((fact) => over.has(fact.type));
  return (next === -1 ? line.at(-1) : next === 0 ? line[first] : rest[next - 1])?.seq;
}
