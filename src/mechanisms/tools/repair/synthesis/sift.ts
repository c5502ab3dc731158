/** Of changes whose values were seen: those that cannot matter are left out, and those that are alike wait for one of them. */
import { perSibling, type Candidate } from "../rank.ts";
import { speechOf } from "../watch/places.ts";
import { telling, type Moment, type Sight } from "../watch/watch.ts";
import type { Plan, Spot } from "./plan.ts";
import { createValues, type Values } from "./values.ts";

/** The candidates that may matter, with their turns. */
export function sift(ranked: readonly Candidate[], { terms }: Plan, sight: Sight): Candidate[] {
  const views = new Map<Spot, View>();
  const kept = ranked.flatMap((candidate) => {
    const known = terms.get(candidate);
    if (!known) return [candidate];
    const view = views.get(known.spot) ?? viewOf(known.spot, sight);
    views.set(known.spot, view);
    return judge(candidate, known.term, view);
  });
  return spread(reckoned(kept));
}

/** Of many alike changes at one place each is less likely: those that cannot matter, or raise, are none of the many. */
function reckoned(candidates: readonly Candidate[]): Candidate[] {
  const nameOf = ({ source, mutation: { line, column, operator, siblings } }: Candidate): string =>
    `${source.file}:${line}:${column}:${operator}:${siblings}`;
  const counts = new Map<string, number>();
  for (const one of candidates)
    if ((one.ahead ?? 0) === 0) counts.set(nameOf(one), (counts.get(nameOf(one)) ?? 0) + 1);
  return candidates.map((one) => {
    const { siblings } = one.mutation;
    return likelier(one, perSibling * Math.log(siblings / Math.min(siblings, counts.get(nameOf(one)) ?? 1)));
  });
}

const likelier = (candidate: Candidate, more: number): Candidate => ({
  ...candidate,
  rank: candidate.rank + more,
});

/** Where a candidate is in the order. */
export const placeOf = ({ rank, ahead = 0 }: Candidate): number => rank + ahead;

/** How much later comes a change that raises where the program did not, one that only makes another thing of the same value, and one like another before it. */
const costs = { raises: 2, copies: 2, alike: 2 } as const;

/** What was seen at a spot. */
interface View {
  readonly spot: Spot;
  readonly moments: readonly Moment[];
  /** Those of the moments in which a repair has to be seen. */
  readonly telling: readonly Moment[];
  readonly values: Values;
  readonly cut: boolean;
}

function viewOf(spot: Spot, sight: Sight): View {
  const moments = sight.moments.get(spot.site) ?? [];
  const values = createValues(sight.shown, speechOf(spot.source));
  return { spot, moments, telling: telling(sight, moments), values, cut: sight.cut.has(spot.site) };
}

function judge(
  candidate: Candidate,
  term: number,
  { spot, moments, telling: watched, values, cut }: View,
): Candidate[] {
  if (watched.length === 0) return [candidate];
  const told = (value: number): number | string => {
    const truth = spot.truth ? values.truth(value) : undefined;
    return truth === undefined ? value : String(truth);
  };
  const first = watched.find(({ values: own }) => told(own[0] ?? 0) !== told(own[term] ?? 0));
  if (!first) {
    if (cut) return [candidate];
    const plain = spot.truth || watched.every(({ values: own }) => /^[nsbz]/.test(values.text(own[0] ?? 0)));
    return plain ? [] : [{ ...candidate, ahead: -costs.copies }];
  }
  const raises = values.text(first.values[term] ?? 0) === "!";
  return [
    {
      ...candidate,
      ahead: raises ? -costs.raises : 0,
      kin: `${spot.site}:${moments.map(({ values: own }) => told(own[term] ?? 0)).join()}`,
    },
  ];
}

/** Of changes that would have had the same values, the later ones wait. */
function spread(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates
    .toSorted((a, b) => placeOf(b) - placeOf(a))
    .map((candidate) => {
      const { kin, ahead = 0 } = candidate;
      if (kin === undefined) return candidate;
      if (seen.has(kin)) return later(candidate, ahead - costs.alike);
      seen.add(kin);
      return candidate;
    });
}

const later = (candidate: Candidate, ahead: number): Candidate => ({ ...candidate, ahead });
