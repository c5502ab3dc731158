/** What speaks for and against a rival by the promises that the words at a function make. */
import { isAlike } from "../../../../words/stated.ts";
import { soundOn, type Outcome, type Promised, type Seen } from "../../../../words/promises.ts";
import type { Answer } from "./decide.ts";
import type { Probe } from "./probes.ts";

/** A promise that a rival breaks, the probe on which it does, and the words. */
export interface Breach {
  readonly probe: number;
  readonly sentence: string;
}

export interface Kept {
  /** One of each promise that it breaks. */
  readonly breaches: readonly Breach[];
  /** A call of each answer that the words state and it gives so, other than the tests' own. */
  readonly upheld: readonly number[];
}

/** What an answer came to; undefined where it is cut, or never came. */
export function outcomeOf(answer: Answer | undefined): Outcome | undefined {
  if (!answer || answer.kind === "hung") return undefined;
  if (answer.kind === "raised") return { type: "raised" };
  if (answer.kind === "undefined") return { type: "nothing" };
  try {
    return { type: "value", value: JSON.parse(answer.text) };
  } catch {
    return undefined;
  }
}

const nameOf = (code: string): string => /^[\w$.]*?([\w$]+)\(/.exec(code)?.[1] ?? "";

/** How each rival keeps what is promised; what the tests' own calls break was misread, and does not count. Pure. */
export function keptBy(
  answers: readonly (readonly Answer[])[],
  probes: readonly Probe[],
  promised: ReadonlyMap<string, Promised>,
): Kept[] {
  const names = new Set(probes.map(({ code }) => nameOf(code)));
  const all = [...names].flatMap((name) => {
    const known = promised.get(name);
    return known ? [{ name, known }] : [];
  });
  return answers.map((said): Kept => {
    const breaches: Breach[] = [];
    const upheld = new Set<number>();
    for (const { name, known } of all) {
      const calls = probes.flatMap(
        ({ code, own, given }, probe): (Seen & { probe: number; own: boolean })[] =>
          given && nameOf(code) === name ? [{ probe, own, given, came: outcomeOf(said[probe]) }] : [],
      );
      const [own, others] = [calls.filter((one) => one.own), calls.filter((one) => !one.own)];
      for (const pledge of soundOn(known.pledges, own)) {
        const told = others.map((call) => ({ call, kept: pledge.kept(call) }));
        const broken = told.find(({ kept }) => kept === false)?.call;
        if (broken && !breaches.some(({ sentence }) => sentence === pledge.sentence))
          breaches.push({ probe: broken.probe, sentence: pledge.sentence });
        // One call for each: that many lists are too short says no more than that one is.
        const first = pledge.kind === "stated" && !broken ? told.find(({ kept }) => kept) : undefined;
        if (first) upheld.add(first.call.probe);
      }
      for (const { sentence, others: twins, alike } of known.likenesses) {
        const pairs = own.flatMap((call) =>
          twins(call.given).flatMap((given) => {
            const twin = calls.find((other) => other !== call && isAlike(other.given, given));
            return twin?.came?.type === "value" && call.came?.type === "value"
              ? [{ call, twin, same: alike(call.came.value, twin.came.value) }]
              : [];
          }),
        );
        const other = pairs.find(({ same }) => !same);
        if (other && !pairs.some(({ twin, same }) => twin.own && !same))
          breaches.push({ probe: other.twin.probe, sentence });
      }
    }
    return { breaches, upheld: [...upheld] };
  });
}

/** What one broken promise costs, as a logarithm, and all of them at most. */
const costs = { one: 5, most: 8 } as const;

/** What broken promises cost, as a logarithm. */
export const breachCost = (kept: Kept | undefined): number =>
  Math.min((kept?.breaches.length ?? 0) * costs.one, costs.most);
