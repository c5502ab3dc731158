/** A plan as people read it: what is done, what is under way, what is left. */
import type { PlanStep } from "../index.ts";
import { sanitizeLine } from "./sanitize.ts";
import type { Style } from "./style.ts";

/** A line a step. */
export function paintPlan(steps: readonly PlanStep[], style: Style): readonly string[] {
  return steps.map(({ text, state }) => {
    const words = sanitizeLine(text);
    if (state === "done") return `  ${style.good("✓")} ${style.dim(words)}`;
    return state === "doing" ? `  ${style.accent("▸")} ${style.bold(words)}` : `  · ${words}`;
  });
}

/** How far it is, and what is next: `plan 1/3: write the test`; undefined when there is none. */
export function planWords(steps: readonly PlanStep[]): string | undefined {
  if (steps.length === 0) return undefined;
  const done = steps.filter(({ state }) => state === "done").length;
  const next = steps.find(({ state }) => state === "doing") ?? steps.find(({ state }) => state === "open");
  return sanitizeLine(`plan ${done}/${steps.length}${next ? `: ${next.text.slice(0, 40)}` : ""}`);
}
