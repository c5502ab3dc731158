/** Fits the weights of signs to recorded rulings: a logistic regression held to what was there before by a ridge. */
import { grounds, signs } from "../../src/mechanisms/control/verification/weights.ts";
import type { Ruling } from "./figures.ts";

/** A patch and its signs; each further one of the same sign counts half of the one before. */
interface Row {
  readonly right: boolean;
  readonly counts: ReadonlyMap<string, number>;
}

export interface Fit {
  /** What a change starts with whose check was red before. */
  readonly ground: number;
  /** Signs that were seen, with their weights: never above zero, since a sign speaks against a change. */
  readonly weights: ReadonlyMap<string, number>;
}

/** How strongly weights are held to what they were: as much as so many patches would. */
const hold = 0.5;

/** Fitted to rulings of patches of open projects that the check itself does not refuse; right and wrong ones weigh alike, however many there are. */
export function fit(rulings: readonly Ruling[]): Fit {
  const rows = rulings.flatMap(({ project, patch, ground, signs: seen = [] }): Row[] =>
    ground === "red" && project.split === "open"
      ? [{ right: patch.label === "right", counts: countsOf(seen) }]
      : [],
  );
  const names = [...new Set(rows.flatMap(({ counts }) => [...counts.keys()]))].filter((name) => signs[name]);
  const prior = new Map(names.map((name) => [name, signs[name]?.weight ?? 0]));
  const weights = new Map(prior);
  let ground: number = grounds.red;
  const share = (right: boolean): number =>
    rows.length / 2 / rows.filter((row) => row.right === right).length;
  const each = { true: share(true), false: share(false) };
  for (let step = 0; step < 20_000; step += 1) {
    let down = 0;
    const slopes = new Map(
      names.map((name) => [name, hold * ((weights.get(name) ?? 0) - (prior.get(name) ?? 0))]),
    );
    for (const { right, counts } of rows) {
      let sum = ground;
      for (const [name, count] of counts) sum += (weights.get(name) ?? 0) * count;
      const error = (1 / (1 + Math.exp(-sum)) - Number(right)) * each[`${right}`];
      down += error;
      for (const [name, count] of counts) slopes.set(name, (slopes.get(name) ?? 0) + error * count);
    }
    ground -= (0.2 * down) / rows.length;
    for (const name of names)
      weights.set(
        name,
        Math.min(0, (weights.get(name) ?? 0) - (0.2 * (slopes.get(name) ?? 0)) / rows.length),
      );
  }
  return { ground, weights };
}

function countsOf(seen: readonly string[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  const counts = new Map<string, number>();
  for (const sign of seen) {
    const before = times.get(sign) ?? 0;
    times.set(sign, before + 1);
    counts.set(sign, (counts.get(sign) ?? 0) + 1 / 2 ** before);
  }
  return counts;
}
