/** What one watched run says of the changes to come: which cannot matter, which are alike, and which others would be right. */
import type { Ground } from "../ground.ts";
import type { Candidate } from "../rank.ts";
import type { Study } from "../study.ts";
import { watch } from "../watch/watch.ts";
import { planOf } from "./plan.ts";
import { placeOf, sift } from "./sift.ts";
import { suggest } from "./suggest.ts";

/** The candidates, those left out that cannot matter, with those that the run suggests. Unchanged where it says nothing. */
export async function foresee(
  ground: Omit<Ground, "explore">,
  studied: Study,
  ranked: readonly Candidate[],
): Promise<readonly Candidate[]> {
  let plan = planOf(studied, ranked);
  let sight = await watch(ground, studied, plan.looks);
  if (!sight || sight.moments.size === 0) {
    // A change that only seems to be a program is enough for nothing to load: without them, once more.
    plan = planOf(studied, []);
    sight = await watch(ground, studied, plan.looks);
  }
  if (!sight) return ranked;
  return merge(sift(ranked, plan, sight), suggest(plan, sight)).toSorted((a, b) => placeOf(b) - placeOf(a));
}

/** What an operator proposes too is believed as that, and tried as soon as what was made. */
function merge(known: readonly Candidate[], made: readonly Candidate[]): Candidate[] {
  const nameOf = ({ source, mutation: { start, end, text } }: Candidate): string =>
    `${source.file}\n${start}\n${end}\n${text}`;
  const sooner = new Map(made.map((one) => [nameOf(one), one]));
  const merged = known.map((one) => {
    const other = sooner.get(nameOf(one));
    if (!other) return one;
    sooner.delete(nameOf(one));
    return { ...one, ahead: Math.max(placeOf(one), placeOf(other)) - one.rank };
  });
  return [...merged, ...sooner.values()];
}
