/** How long a person has taken to answer: time that no cell is charged for. */
import type { Ask } from "../../../core/approval.ts";

/** The same `ask`, and the milliseconds that it has kept the session waiting so far, an open question included. */
export function timeAsk(ask: Ask): { readonly ask: Ask; readonly waited: () => number } {
  let [past, open]: [number, number | undefined] = [0, undefined];
  return {
    async ask(question, signal) {
      const since = performance.now();
      open = since;
      try {
        return await ask(question, signal);
      } finally {
        past += performance.now() - since;
        open = undefined;
      }
    },
    waited: () => past + (open === undefined ? 0 : performance.now() - open),
  };
}
