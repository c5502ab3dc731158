/** What is known all the time: which model, how full its window is, what was spent. */
import { sanitizeLine } from "../sanitize.ts";
import { planWords } from "../paint-plan.ts";
import type { PlanStep, Usage } from "../../index.ts";

export interface Measured {
  readonly model: string;
  /** Tokens of the last request and its reply; absent before the first. */
  readonly context?: number;
  /** Tokens that the model's window holds. */
  readonly window?: number;
  readonly usage?: Usage;
  readonly cost?: number;
  readonly plan?: readonly PlanStep[];
  readonly session?: string;
}

/** `solver · 12.3k of 200k tokens (6 %) · $0.0120 · s-…`. */
export function meterOf({
  model,
  context,
  window,
  usage,
  cost,
  plan: planned = [],
  session,
}: Measured): string {
  const parts = [sanitizeLine(model)];
  if (context !== undefined && context > 0) {
    const share =
      window === undefined ? "" : ` of ${short(window)} (${Math.round((100 * context) / window)} %)`;
    parts.push(`${short(context)}${share} tokens`);
  }
  const spent = usage === undefined ? 0 : usage.inputTokens + usage.outputTokens;
  if (spent > 0) parts.push(cost === undefined ? "cost unknown" : `$${cost.toFixed(cost < 0.1 ? 4 : 2)}`);
  const plan = planWords(planned);
  if (plan !== undefined) parts.push(plan);
  if (session !== undefined) parts.push(session);
  else parts.push("/help");
  return parts.join(" · ");
}

const short = (tokens: number): string =>
  tokens < 1000 ? String(tokens) : `${(tokens / 1000).toFixed(tokens < 100_000 ? 1 : 0)}k`;
