/** The one place that rules on an effect before it counts. */
import type { Intent, Verdict } from "../../core/effect.ts";

/** Bridge and stage both put their intents here; control fills it. `rule` may wait for a person. */
export interface Gate {
  rule(intent: Intent): Promise<Verdict>;
}

const strictness: Record<Verdict["type"], number> = { allow: 0, ask: 1, deny: 2 };

function stricter(one: Verdict, other: Verdict): Verdict {
  if (one.type === "allow" || strictness[other.type] > strictness[one.type]) return other;
  if (other.type !== one.type) return one;
  return { type: one.type, reason: `${one.reason}; ${other.reason}` };
}

/**
 * A gate in which the strictest verdict of all judges counts; reasons of equal weight are all told. `ask` settles what a judge wants asked,
 * and may reject when nobody can answer any more; without it, asking is denying.
 */
export function createGate(
  judges: readonly ((intent: Intent) => Verdict | Promise<Verdict>)[],
  ask?: (intent: Intent, reason: string) => Promise<Verdict>,
): Gate {
  return {
    async rule(intent) {
      let strictest: Verdict = { type: "allow" };
      for (const judge of judges) strictest = stricter(strictest, await judge(intent));
      if (strictest.type !== "ask") return strictest;
      if (ask === undefined)
        return { type: "deny", reason: `${strictest.reason} (needs a yes, and nobody is there to ask)` };
      return ask(intent, strictest.reason);
    },
  };
}
