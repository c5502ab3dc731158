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
  if (facts.some((fact) => fact.type === "cache.dropped" && fact.turn === turn)) return [];
  const before = facts.filter((fact) => fact.seq < seq);
  const since = before.slice(before.findLastIndex(({ type }) => boundaries.has(type)) + 1);
  const last = since.findLast((fact): fact is FactOf<"model.replied"> => fact.type === "model.replied");
  const asked = since.findLast(({ type }) => type === "model.asked");
  if (last === undefined || asked === undefined) return [];
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
