/** A change that was made from what was seen, and how much it is believed. */
import type { Mutation } from "../generate.ts";
import type { Candidate } from "../rank.ts";
import type { Moment } from "../watch/watch.ts";
import type { Spot } from "./plan.ts";
import type { Term, Values } from "./values.ts";

/** What was seen at a spot. */
export interface Seen {
  readonly moments: readonly Moment[];
  /** What can be said there, and its values. */
  readonly terms: readonly Term[];
  readonly values: Values;
  /** What stands there. */
  readonly now: Term;
}

/**
 * What was right in every call that was seen is hardly believed for that: it was chosen among thousands. It is tried soon, though not
 * before the usual slips: those are likelier where both would do.
 */
const belief = { base: -2.3, word: 0.35 } as const;
const turn = { base: -0.6, word: 0.12 } as const;

/** The candidate; `size` is about how many words were chosen. */
export function madeAt(
  { node, source, suspicion }: Spot,
  { start, end, text, operator }: Pick<Mutation, "start" | "end" | "text" | "operator">,
  size: number,
): Candidate {
  const mutation = {
    start,
    end,
    text,
    operator,
    line: node.line,
    column: node.column,
    suspicion,
    siblings: 1,
  };
  const rank = belief.base - belief.word * size + Math.log(suspicion);
  const soon = turn.base - turn.word * size + Math.log(suspicion) - rank;
  return { mutation, source, rank, ...(/^(?:guard|answer)-/.test(operator) && { ahead: soon }) };
}
