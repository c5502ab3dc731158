/** The one place that rules on an effect before it counts. */
import type { Intent, Verdict } from "../../core/effect.ts";

/** Bridge and stage both put their intents here; control fills it. `rule` may wait for a person. */
export interface Gate {
  rule(intent: Intent): Promise<Verdict>;
}

const strictness: Record<Verdict["type"], number> = { allow: 0, ask: 1, deny: 2 };

/** A gate in which the strictest verdict of all judges counts. `ask` decides where a judge wants a person asked; without it, asking is denying. */
export function createGate(
  judges: readonly ((intent: Intent) => Verdict | Promise<Verdict>)[],
  ask?: (intent: Intent, reason: string) => Promise<boolean>,
): Gate {
  return {
    async rule(intent) {
      let strictest: Verdict = { type: "allow" };
      for (const judge of judges) {
        const verdict = await judge(intent);
        if (strictness[verdict.type] > strictness[strictest.type]) strictest = verdict;
      }
      if (strictest.type !== "ask") return strictest;
      if (ask === undefined)
        return { type: "deny", reason: `${strictest.reason} (needs a yes, and nobody is there to ask)` };
      return (await ask(intent, strictest.reason))
        ? { type: "allow" }
        : { type: "deny", reason: "refused by the user" };
    },
  };
}
