/** What was spent, and on what: a line for each turn, and sums by model. */
import { addUsage, noUsage, type Usage } from "./budget.ts";
import type { Fact, FactOf } from "./fact.ts";

/** Tokens, and dollars; these are absent when they are not known, which is not the same as nothing. */
export interface Spent {
  readonly usage: Usage;
  readonly cost?: number;
}

/** One reply. */
export interface TurnSpent extends Spent {
  /** Of a review: the turn after which it was. */
  readonly turn: number;
  readonly review?: true;
  readonly model: string;
  readonly milliseconds: number;
  /** Tokens that the provider's cache had held and dropped by itself, so that they were paid for again. */
  readonly dropped?: number;
  /** Each cell's share of what the reply cost, by the length of its code; the rest are the model's words. */
  readonly cells: readonly { readonly id: string; readonly outputTokens: number; readonly cost?: number }[];
}

/** A fact that was paid for. */
export type Paid = FactOf<"model.replied"> | FactOf<"review.replied">;

export const isPaid = (fact: Fact): fact is Paid =>
  fact.type === "model.replied" || fact.type === "review.replied";

/** Every turn and every review that was paid for, in order. Pure. */
export function readSpending(facts: readonly Fact[]): readonly TurnSpent[] {
  let model = "";
  let turn = 0;
  return facts.flatMap((fact) => {
    if (fact.type === "session.opened") model = fact.options.model;
    if (fact.type === "session.resumed") model = fact.options?.model ?? model;
    if (fact.type === "model.switched") model = fact.to;
    if (fact.type === "model.replied") {
      turn = fact.turn;
      return [{ ...turnSpent(fact, model), ...droppedIn(facts, turn) }];
    }
    return fact.type === "review.replied" ? [reviewSpent(fact, turn)] : [];
  });
}

function droppedIn(facts: readonly Fact[], turn: number): Pick<TurnSpent, "dropped"> {
  const told = facts.findLast((fact) => fact.type === "cache.dropped" && fact.turn === turn);
  return told?.type === "cache.dropped" ? { dropped: told.held - told.found } : {};
}

function turnSpent(reply: FactOf<"model.replied">, model: string): TurnSpent {
  const { turn, usage, milliseconds } = reply;
  const cost = costOf(reply);
  const letters = reply.cells.reduce((sum, { code }) => sum + code.length, reply.text.length);
  return {
    turn,
    model,
    usage,
    milliseconds,
    ...(cost !== undefined && { cost }),
    cells: reply.cells.map(({ id, code }) => {
      const share = letters === 0 ? 0 : code.length / letters;
      return {
        id,
        outputTokens: Math.round(usage.outputTokens * share),
        ...(cost !== undefined && { cost: cost * share }),
      };
    }),
  };
}

function reviewSpent(reply: FactOf<"review.replied">, turn: number): TurnSpent {
  const { model, usage, milliseconds } = reply;
  const cost = costOf(reply);
  return { turn, review: true, model, usage, milliseconds, ...(cost !== undefined && { cost }), cells: [] };
}

/** A reply of no tokens costs nothing, also when nobody says so. */
function costOf({ cost, usage }: Paid): number | undefined {
  return cost ?? (usage.inputTokens + usage.outputTokens === 0 ? 0 : undefined);
}

/** The sum; its dollars are unknown as soon as one of them is. */
export function sumSpent(parts: readonly Spent[]): Spent {
  let usage = noUsage;
  let cost: number | undefined = 0;
  for (const part of parts) {
    usage = addUsage(usage, part.usage);
    cost = cost === undefined || part.cost === undefined ? undefined : cost + part.cost;
  }
  return { usage, ...(cost !== undefined && { cost }) };
}

/** Sums by model, in the order of their first turn. */
export function spentByModel(
  turns: readonly TurnSpent[],
): ReadonlyMap<string, Spent & { readonly turns: number }> {
  const models = [...new Set(turns.map(({ model }) => model))];
  return new Map(
    models.map((model) => {
      const own = turns.filter((each) => each.model === model);
      return [model, { ...sumSpent(own), turns: own.length }];
    }),
  );
}
