/** Facts that grow, as a journal's do. */
import type { Fact, FactBody } from "../../../src/core/fact.ts";

export const none = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 };

/** Facts that grow. */
export function openLog(task: string) {
  const facts: Fact[] = [];
  const append = (...bodies: readonly FactBody[]): void => {
    for (const body of bodies) facts.push({ ...body, seq: facts.length + 1, at: facts.length });
  };
  append({
    type: "session.opened",
    task,
    root: "/work",
    options: { model: "m", sandbox: "none", budget: {} },
    tackle: "0",
  });
  return { facts, append };
}
