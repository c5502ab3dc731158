/** Fits the weights of signs to recorded rulings, and says what they are worth on projects that they were not fitted to. */
import { grounds, signs } from "../../src/mechanisms/control/verification/weights.ts";
import type { Ruling } from "./figures.ts";

/** A patch and its signs; each further one of the same sign counts half of the one before. */
interface Row {
  readonly project: string;
  readonly right: boolean;
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
  /** The confidence from which on a patch is accepted. */
  readonly threshold: number;
  /** Each project judged by weights that were fitted to the others, and by a threshold that was chosen on the others. */
  readonly left: Mistakes;
  /** Signs seen in fewer projects than `fewest`: their weights are not fitted. */
  readonly rare: readonly string[];
}

/** How strongly weights are held to nothing: as much as so many patches would. */
const hold = 3;

/** A sign must have been seen in so many projects for its weight to be fitted; rarer ones keep theirs. */
const fewest = 4;

/** The share of right patches that may be refused. */
const bearable = 0.05;

/** Fitted to rulings of patches of open projects; right and wrong ones weigh alike, however many there are. */
export function fit(rulings: readonly Ruling[]): Fitted {
  const rows = rulings.flatMap(({ project, patch, ground, accepted, signs: seen = [] }): Row[] =>
    project.split === "open" && (ground === "red" || !accepted)
      ? [
          {
            project: project.name,
            right: patch.label === "right",
            passes: ground === "red",
            counts: countsOf(seen),
          },
        ]
      : [],
  );
  const projects = [...new Set(rows.map(({ project }) => project))];
  const rare = rareIn(rows);
  const scores = scoresLeftOut(rows, projects, rare);
  const left = projects.flatMap((project) => {
    const others = rows.filter((row) => row.project !== project);
    const threshold = thresholdOf(others, (row) => scores.get(row) ?? 0);
    return rows
      .filter((row) => row.project === project)
      .map((row) => ({ row, accepted: (scores.get(row) ?? 0) >= threshold }));
  });
  const share = (right: boolean): number => {
    const own = left.filter(({ row }) => row.right === right);
    return own.filter(({ accepted }) => accepted !== right).length / Math.max(1, own.length);
  };
  const fitted = regress(rows, rare);
  const threshold = thresholdOf(rows, (row) => scores.get(row) ?? 0);
  return {
    ...fitted,
    threshold: logistic(threshold),
    left: { accepted: share(false), refused: share(true) },
    rare,
  };
}

const logistic = (sum: number): number => 1 / (1 + Math.exp(-sum));

/** What each patch comes to by weights that were fitted to all projects but its own. */
function scoresLeftOut(
  rows: readonly Row[],
  projects: readonly string[],
  rare: readonly string[],
): ReadonlyMap<Row, number> {
  const scores = new Map<Row, number>();
  for (const project of projects) {
    const fitted = regress(
      rows.filter((row) => row.project !== project),
      rare,
    );
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

/** The highest threshold, in log-odds, that no more right patches miss than is bearable. */
function thresholdOf(rows: readonly Row[], score: (row: Row) => number): number {
  const right = rows
    .filter((row) => row.right)
    .map(score)
    .toSorted((a, b) => a - b);
  return right[Math.floor(bearable * right.length)] ?? 0;
}

function rareIn(rows: readonly Row[]): readonly string[] {
  const places = new Map<string, Set<string>>();
  for (const { project, counts } of rows)
    for (const name of counts.keys()) places.set(name, (places.get(name) ?? new Set()).add(project));
  return [...places].flatMap(([name, own]) => (own.size < fewest ? [name] : []));
}

/** A logistic regression whose weights are held to zero by a ridge and never speak for a patch; rare signs keep their weights. */
function regress(all: readonly Row[], rare: readonly string[]): Fit {
  const rows = all.filter(({ passes }) => passes);
  const names = [...new Set(rows.flatMap(({ counts }) => [...counts.keys()]))].filter((name) => signs[name]);
  const weights = new Map(
    names.map((name) => [name, rare.includes(name) ? (signs[name]?.weight ?? 0) : 0]),
  );
  const free = names.filter((name) => !rare.includes(name));
  let ground: number = grounds.red;
  const share = (right: boolean): number =>
    rows.length / 2 / rows.filter((row) => row.right === right).length;
  const each = { true: share(true), false: share(false) };
  for (let step = 0; step < 4_000; step += 1) {
    let down = 0;
    const slopes = new Map(free.map((name) => [name, hold * (weights.get(name) ?? 0)]));
    for (const row of rows) {
      const error = (logistic(sumOf(row, { ground, weights })) - Number(row.right)) * each[`${row.right}`];
      down += error;
      for (const [name, count] of row.counts)
        if (slopes.has(name)) slopes.set(name, (slopes.get(name) ?? 0) + error * count);
    }
    ground -= (0.5 * down) / rows.length;
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
