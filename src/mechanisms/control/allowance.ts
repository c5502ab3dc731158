/** When a budget is spent. */
import type { Budget } from "../../core/budget.ts";
import type { Fact } from "../../core/fact.ts";
import type { Stop } from "../../core/stop.ts";

/**
 * The stop that a spent budget calls for, or undefined while there is something left. What was spent before the session was last
 * taken up again does not count: resuming is asking for as much again. `elapsed` in milliseconds.
 */
export function overspent(budget: Budget, facts: readonly Fact[], elapsed: number): Stop | undefined {
  const start = facts.findLastIndex((fact) => fact.type === "session.resumed");
  const replies = facts.slice(start + 1).filter((fact) => fact.type === "model.replied");
  const tokens = replies.reduce((sum, { usage }) => sum + usage.inputTokens + usage.outputTokens, 0);
  const dollars = replies.reduce((sum, { cost = 0 }) => sum + cost, 0);
  if (replies.length >= (budget.turns ?? Infinity))
    return { reason: "max_turns", detail: `${replies.length} turns were allowed` };
  if (tokens >= (budget.tokens ?? Infinity))
    return { reason: "max_tokens", detail: `${tokens} tokens were used` };
  if (dollars >= (budget.dollars ?? Infinity))
    return { reason: "max_budget", detail: `$${dollars.toFixed(4)} was spent` };
  if (elapsed >= (budget.milliseconds ?? Infinity))
    return { reason: "timeout", detail: `${Math.round(elapsed / 1000)} s have passed` };
  return undefined;
}
