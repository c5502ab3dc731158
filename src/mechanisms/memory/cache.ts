/** A provider's cache that it dropped by itself: requests began as before, and less of them was read from it than it held. */
import type { Fact, FactBody, FactOf } from "../../core/fact.ts";

/** Providers keep caches in blocks, of 128 tokens or so: what is missing must be more than a few of them. */
const slack = 512;

/** What makes requests begin with something else, or others answer them. */
const boundaries = new Set<Fact["type"]>(["cache.begun", "context.compacted", "model.switched"]);

/** The fact to append after this reply; none where the cache held, was told to begin anew, or its state is not known. Pure. */
export function cacheDropped(
  facts: readonly Fact[],
  { seq, turn, usage }: FactOf<"model.replied">,
): readonly FactBody[] {
  const at = facts.findLastIndex((fact) => fact.seq === seq);
  if (facts.slice(at).some((fact) => fact.type === "cache.dropped" && fact.turn === turn)) return [];
  const before = facts.slice(0, Math.max(0, at));
  const last = before.findLast(({ type }) => type === "model.replied" || boundaries.has(type));
  const asked = before.findLast(({ type }) => type === "model.asked");
  if (last?.type !== "model.replied" || asked === undefined) return [];
  const held = last.usage.cacheReadTokens + last.usage.cacheWriteTokens;
  if (usage.cacheReadTokens + slack > held) return [];
  return [
    {
      type: "cache.dropped",
      turn,
      held,
      found: usage.cacheReadTokens,
      idle: Math.max(0, asked.at - last.at),
    },
  ];
}
