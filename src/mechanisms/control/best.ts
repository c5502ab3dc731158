/** The way back to the best state of a session whose last steps made more tests red. */
import type { Change, Version } from "../../core/effect.ts";
import type { Fact } from "../../core/fact.ts";
import type { Stop } from "../../core/stop.ts";
import { createFootprint } from "./footprint.ts";
import { readHistory } from "./history.ts";
import { bestOf, brokenSince } from "./redness.ts";
import { netChanges } from "./situation.ts";

/** Endings after which nobody goes on: where a budget was spent or someone stopped it, work in the middle is left as it is. */
const over: ReadonlySet<Stop["reason"]> = new Set(["unproven", "model_silent", "gave_up"]);

/**
 * What lies between the best state and the present one: `before` is how a path was at its best. Empty unless tests that passed then
 * are known to fail now, and that state was of the session's own making: it is not for the harness to throw all of the work away.
 */
export function sinceBest(facts: readonly Fact[], stop: Stop): readonly Change[] {
  return over.has(stop.reason) ? wayBack(facts) : [];
}

/** The same for a session that goes on. */
export function wayBack(facts: readonly Fact[]): readonly Change[] {
  const { redness } = readHistory(facts);
  const [best, last] = [bestOf(redness), redness.at(-1)];
  if (!best || !last || best.tree === 0 || brokenSince(redness).length === 0) return [];
  const footprint = createFootprint();
  for (const fact of facts) footprint.add(fact);
  if (footprint.mark() !== last.tree) return []; // nobody knows whether the present state is worse
  const then = new Map<string, Version>(
    netChanges(facts.filter(({ seq }) => seq <= best.seq)).map(({ path, after }) => [path, after]),
  );
  return netChanges(facts)
    .map(({ path, before, after }): Change => ({ path, before: then.get(path) ?? before, after }))
    .concat(goneSince(facts, then))
    .filter(
      ({ before, after }) => JSON.stringify(before) !== JSON.stringify(after) && before.node !== "folder",
    );
}

/** Paths that had changed at the best state and are as they were at first again. */
function goneSince(facts: readonly Fact[], then: ReadonlyMap<string, Version>): readonly Change[] {
  const now = new Set(netChanges(facts).map(({ path }) => path));
  const last = new Map<string, Version>();
  for (const fact of facts)
    if (fact.type === "change.intended") for (const { path, after } of fact.changes) last.set(path, after);
  return [...then].flatMap(([path, before]) => {
    const after = last.get(path);
    return now.has(path) || after === undefined ? [] : [{ path, before, after }];
  });
}
