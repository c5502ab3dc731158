/** When a budget is spent, or would be by the next request. */
import type { Budget } from "../../core/budget.ts";
import type { Fact, FactOf } from "../../core/fact.ts";
import { isPaid, type Paid } from "../../core/spending.ts";
import type { Stop } from "../../core/stop.ts";

/** Where a session stands: milliseconds since it was taken up, and about how many tokens its next request has. */
export interface Standing {
  readonly elapsed: number;
  readonly next: number;
}

/**
 * The stop that a budget calls for before the model is asked again, or undefined while the next request fits. What was spent before the
 * session was last taken up again does not count: resuming is asking for as much again.
 */
export function overspent(
  budget: Budget,
  facts: readonly Fact[],
  { elapsed, next }: Standing,
): Stop | undefined {
  const start = facts.findLastIndex((fact) => fact.type === "session.resumed");
  const since = facts.slice(start + 1);
  const replies = since.filter((fact) => fact.type === "model.replied");
  const paid = since.filter(isPaid);
  if (replies.length >= (budget.turns ?? Infinity))
    return { reason: "max_turns", detail: `${replies.length} turns were allowed` };
  if (elapsed >= (budget.milliseconds ?? Infinity))
    return { reason: "timeout", detail: `${Math.round(elapsed / 1000)} s have passed` };
  return (
    (budget.tokens === undefined
      ? undefined
      : overTokens(budget.tokens, { paid, needed: next + expected(replies) })) ??
    (budget.dollars === undefined
      ? undefined
      : overDollars(budget.dollars, { paid, all: facts, tokens: next + expected(replies) }))
  );
}

type Replied = FactOf<"model.replied">;

const tokensOf = ({ usage }: Paid): number => usage.inputTokens + usage.outputTokens;

/** A reply is as long as the longest so far. */
const expected = (replies: readonly Replied[]): number =>
  Math.max(0, ...replies.map(({ usage }) => usage.outputTokens));

function overTokens(
  limit: number,
  { paid, needed }: { readonly paid: readonly Paid[]; readonly needed: number },
): Stop | undefined {
  const used = paid.reduce((sum, reply) => sum + tokensOf(reply), 0);
  if (used + needed <= limit) return undefined;
  return {
    reason: "max_tokens",
    detail: `${used} of ${limit} tokens were used, and the next request needs about ${needed}`,
  };
}

function overDollars(
  limit: number,
  {
    paid,
    all,
    tokens,
  }: { readonly paid: readonly Paid[]; readonly all: readonly Fact[]; readonly tokens: number },
): Stop | undefined {
  // Nobody can keep to a limit in dollars without a price; guessing zero would be the dearest guess.
  const unpriced = paid.find((reply) => reply.cost === undefined && tokensOf(reply) > 0);
  if (unpriced)
    return {
      reason: "max_budget",
      detail:
        "what this model costs is not known, so a limit in dollars cannot be kept; limit tokens instead",
    };
  const spent = paid.reduce((sum, { cost = 0 }) => sum + cost, 0);
  const dearest = Math.max(0, ...all.map((fact) => (fact.type === "model.replied" ? priceOf(fact) : 0)));
  const needed = dearest * tokens;
  if (spent < limit && spent + needed <= limit) return undefined;
  const more = spent < limit ? `, and the next request may cost $${needed.toFixed(4)}` : "";
  return { reason: "max_budget", detail: `$${spent.toFixed(4)} of $${limit} was spent${more}` };
}

/** Dollars a token, all in all: what was cached made it cheaper, so the dearest reply is the measure. */
function priceOf(reply: Replied): number {
  const tokens = tokensOf(reply);
  return tokens > 0 ? (reply.cost ?? 0) / tokens : 0;
}
