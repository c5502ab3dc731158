/** Fits the weights of signs to recorded rulings, and says what they are worth on projects that they were not fitted to. */
import { grounds, signs } from "../../src/mechanisms/control/verification/weights.ts";
import type { Ruling } from "./figures.ts";

/** A patch and its signs; each further one of the same sign counts half of the one before. */
interface Row {
  readonly project: string;
  readonly right: boolean;
  /** Whose hand a wrong one is of. */
  readonly hand: string;
  /** False where the check itself refuses it, whatever its signs are. */
  readonly passes: boolean;
  readonly counts: ReadonlyMap<string, number>;
}

export interface Fit {
  /** What a change starts with whose check was red before. */
  readonly ground: number;
  /** Signs that were seen, with their weights: never above zero, since a sign speaks against a change. */
  readonly weights: ReadonlyMap<string, number>;
}

/** The shares of wrong patches that are accepted and of right ones that are refused. */
export interface Mistakes {
  readonly accepted: number;
  readonly refused: number;
}

export interface Fitted extends Fit {
  /** Each project judged by weights that were fitted to the others. */
  readonly left: Mistakes;
  /** The same of the wrong ones alone, by hand, solver, mutation elsewhere and within a fix: how many are accepted, and of how many. */
  readonly byHand: ReadonlyMap<string, readonly [accepted: number, of: number]>;
  /** Signs seen in fewer projects than `fewest`: their weights are not fitted. */
  readonly rare: ReadonlySet<string>;
}

/** How strongly weights are held to nothing: as much as so many patches would. */
const hold = 2;

/**
 * A sign must have spoken against wrong patches in so many projects for its weight to be fitted; rarer ones keep theirs. And it must
 * speak against wrong ones so many times as often as against right ones: what does not, weighs nothing.
 */
const fewest = 4;
const telling = 5;

/** Fitted to rulings of patches of open projects; right and wrong ones weigh alike, however many there are. */
export function fit(rulings: readonly Ruling[]): Fitted {
  const rows = rulings.flatMap(({ project, patch, ground, accepted, signs: seen = [] }): Row[] =>
    project.split === "open" && (ground === "red" || !accepted)
      ? [
          {
            project: project.name,
            right: patch.label === "right",
            hand: patch.origin === "mutation" ? patch.kind : patch.origin,
            passes: ground === "red",
            counts: countsOf(seen),
          },
        ]
      : [],
  );
  const projects = [...new Set(rows.map(({ project }) => project))];
  const scores = scoresLeftOut(rows, projects);
  const share = (right: boolean): number => {
    const own = rows.filter((row) => row.right === right);
    // What is likelier wrong than right is not accepted.
    const mistaken = own.filter((row) => (scores.get(row) ?? 0) >= 0 !== right);
    return mistaken.length / Math.max(1, own.length);
  };
  return {
    ...regress(rows),
    left: { accepted: share(false), refused: share(true) },
    byHand: new Map(
      [
        ...Map.groupBy(
          rows.filter(({ right }) => !right),
          ({ hand }) => hand,
        ),
      ].map(([hand, own]) => [hand, [own.filter((row) => (scores.get(row) ?? 0) >= 0).length, own.length]]),
    ),
    rare: new Set(
      [...countSigns(rows)].flatMap(([name, { projects: seen }]) => (seen.size < fewest ? [name] : [])),
    ),
  };
}

const logistic = (sum: number): number => 1 / (1 + Math.exp(-sum));

/** What each patch comes to by weights that were fitted to all projects but its own. */
function scoresLeftOut(rows: readonly Row[], projects: readonly string[]): ReadonlyMap<Row, number> {
  const scores = new Map<Row, number>();
  for (const project of projects) {
    const fitted = regress(rows.filter((row) => row.project !== project));
    for (const row of rows.filter((one) => one.project === project))
      scores.set(row, row.passes ? sumOf(row, fitted) : -Infinity);
  }
  return scores;
}

function sumOf({ counts }: Row, { ground, weights }: Fit): number {
  let sum = ground;
  for (const [name, count] of counts) sum += (weights.get(name) ?? 0) * count;
  return sum;
}

interface Seen {
  readonly wrong: number;
  readonly right: number;
  /** Those with wrong patches that show it. */
  readonly projects: ReadonlySet<string>;
}

function countSigns(rows: readonly Row[]): ReadonlyMap<string, Seen> {
  const names = new Set(rows.flatMap(({ counts }) => [...counts.keys()]));
  return new Map(
    [...names].map((name) => {
      const [wrong, right] = [false, true].map((label) =>
        rows.filter((row) => row.right === label && row.counts.has(name)),
      );
      const projects = new Set(wrong?.map(({ project }) => project));
      return [name, { wrong: wrong?.length ?? 0, right: right?.length ?? 0, projects }];
    }),
  );
}

/** Signs that speak against wrong patches far more often than against right ones, in several projects. */
function tellingIn(rows: readonly Row[], seen: ReadonlyMap<string, Seen>): readonly string[] {
  const right = rows.filter((row) => row.right).length;
  return [...seen].flatMap(([name, one]) => {
    const ratio = (one.wrong + 0.5) / (rows.length - right) / ((one.right + 0.5) / right);
    return one.projects.size >= fewest && ratio >= telling && signs[name] ? [name] : [];
  });
}

/** A logistic regression whose weights are held to zero by a ridge and never speak for a patch; rare signs keep their weights, unless right patches show them as often. */
function regress(all: readonly Row[]): Fit {
  const rows = all.filter(({ passes }) => passes);
  const seen = countSigns(rows);
  const weights = new Map(
    [...seen].map(([name, { projects, right, wrong }]) => [
      name,
      projects.size < fewest && right < wrong ? (signs[name]?.weight ?? 0) : 0,
    ]),
  );
  const free = tellingIn(rows, seen);
  // It stays: the signs that are set by hand are set beside it.
  const ground = grounds.red;
  const share = (right: boolean): number =>
    rows.length / 2 / rows.filter((row) => row.right === right).length;
  const each = { true: share(true), false: share(false) };
  for (let step = 0; step < 4_000; step += 1) {
    const slopes = new Map(free.map((name) => [name, hold * (weights.get(name) ?? 0)]));
    for (const row of rows) {
      const error = (logistic(sumOf(row, { ground, weights })) - Number(row.right)) * each[`${row.right}`];
      for (const [name, count] of row.counts)
        if (slopes.has(name)) slopes.set(name, (slopes.get(name) ?? 0) + error * count);
    }
    for (const name of free)
      weights.set(
        name,
        Math.min(0, (weights.get(name) ?? 0) - (0.5 * (slopes.get(name) ?? 0)) / rows.length),
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
