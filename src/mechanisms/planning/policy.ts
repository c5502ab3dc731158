/** In which order ideas are tried: as they stand, by what is likely, or by what the attempts so far have shown. */
import type { PolicyName, Standing } from "../../core/attempt.ts";

/** What is known of a group of ideas that share their traits, and of the branch that they stand on. */
export interface Policy {
  /** True when the order is that of the text. */
  readonly textual: boolean;
  /** True when what is better than the snapshot is built on. */
  readonly deepens: boolean;
  /** Added to an idea's prior. */
  bonus(traits: readonly string[]): number;
  /** Added to all ideas of a branch that stands so. */
  branch(standing: Standing): number;
  learn(traits: readonly string[], standing: Standing): void;
}

interface Seen {
  tried: number;
  moved: number;
  further: number;
}

/** Attempts that count as made before the first: a trait is not judged by one. */
const doubt = 3;
/** How often an attempt changes the failure at all, and how often for the better, where nothing is known. */
const usual = { moved: 0.5, further: 0.1 };
const weight = { moved: 0.5, further: 0.35 };

/** A place is likelier the more often changes there moved the failure, and more so when they moved it on. */
function learnt({ tried, moved, further }: Seen): number {
  const share = (count: number, expected: number): number =>
    (count + doubt * expected) / (tried + doubt) / expected;
  return (
    weight.moved * Math.log(share(moved, usual.moved)) +
    weight.further * Math.log(share(further, usual.further))
  );
}

const fixed = (textual: boolean): Policy => ({
  textual,
  deepens: false,
  bonus: () => 0,
  branch: () => 0,
  learn: () => undefined,
});

function adaptive(): Policy {
  const traits = new Map<string, Seen>();
  return {
    textual: false,
    deepens: true,
    bonus: (names) =>
      names.reduce((sum, name) => {
        const seen = traits.get(name);
        return seen ? sum + learnt(seen) : sum;
      }, 0),
    // A second change is a further guess; that the first one mended something speaks for it.
    branch: ({ score }) => 2 * score - 1,
    learn(names, { effect, outcome }) {
      for (const name of names) {
        const seen = traits.get(name) ?? { tried: 0, moved: 0, further: 0 };
        traits.set(name, seen);
        seen.tried += 1;
        if (effect !== "none" || outcome === "partial") seen.moved += 1;
        if (effect === "further" || outcome === "partial") seen.further += 1;
      }
    },
  };
}

/** A policy that has seen nothing yet. */
export function createPolicy(name: PolicyName): Policy {
  return name === "adaptive" ? adaptive() : fixed(name === "linear");
}
