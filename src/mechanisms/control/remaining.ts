/** What is left of a budget, in words for the model. */
import type { Budget } from "../../core/budget.ts";
import type { Fact } from "../../core/fact.ts";
import { isPaid, type Paid } from "../../core/spending.ts";

/** One line, such as `left: 3 turns, 41000 tokens`; none where nothing limits. As in `allowance.ts`, a resumed session begins anew. */
export function remaining({ turns, tokens, dollars }: Budget, facts: readonly Fact[]): readonly string[] {
  const start = facts.findLastIndex((fact) => fact.type === "session.resumed");
  const paid = facts.slice(start + 1).filter(isPaid);
  const replies = paid.filter(({ type }) => type === "model.replied");
  const sum = (of: (reply: Paid) => number): number => paid.reduce((total, reply) => total + of(reply), 0);
  const left = (limit: number, used: number): number => Math.max(0, limit - used);
  const parts = [
    ...(turns === undefined ? [] : [`${left(turns, replies.length)} turns`]),
    ...(tokens === undefined
      ? []
      : [
          `${left(
            tokens,
            sum(({ usage }) => usage.inputTokens + usage.outputTokens),
          )} tokens`,
        ]),
    ...(dollars === undefined
      ? []
      : [
          `$${left(
            dollars,
            sum(({ cost = 0 }) => cost),
          ).toFixed(2)}`,
        ]),
  ];
  return parts.length > 0 ? [`left: ${parts.join(", ")}`] : [];
}
