/** Settles between changes that all pass the tests: asks each what the tests do not, and believes what the likely ones agree on. */
import type { Ground } from "../ground.ts";
import { describePatches } from "../patch.ts";
import type { Candidate } from "../rank.ts";
import type { Study } from "../study.ts";
import { decide, priorOf, type Answer, type Verdict } from "./decide.ts";
import { exampleCosts, examplePairs, relationCosts } from "./evidence.ts";
import { hear } from "./heard.ts";
import { interview, studyProbes, type Probes } from "./interview.ts";
import { breachCost, keptBy, type Kept } from "./promised.ts";

/** What it came to. */
export interface Settled {
  /** The place of the change to make; undefined when none is believed enough. */
  readonly chosen: number | undefined;
  /** One sentence, when none is. */
  readonly why?: string;
}

type Paths = readonly (readonly Candidate[])[];

/** Belief that is asked for before a change is called the repair; and after so many calls, for then rivals differ mostly on what nobody means to pass. */
const enough = { belief: 0.78, afterMany: 0.4, many: 6 } as const;
/**
 * Where the tests only repeat the examples of the words at a function, chosen to explain and not to find mistakes, more calls are no reason
 * to ask for less, and a share is asked for besides; with some calls more of it, for what passes by chance passes those too.
 */
const repeats = { calls: 3.2, few: 0.88, more: 0.95 } as const;

function needed({ probes, unasked, repeated }: Pick<Probes, "probes" | "unasked" | "repeated">): number {
  const calls = probes.filter(({ own }) => own).length + unasked;
  return calls >= enough.many && !repeated ? enough.afterMany : enough.belief;
}

/** Whether what was decided is believed enough to be called the repair. Pure. */
export function isBelieved(
  { belief, share, calls }: Pick<Verdict, "belief" | "share" | "calls">,
  known: Pick<Probes, "probes" | "unasked" | "repeated">,
): boolean {
  const shared = !known.repeated || share >= (calls < repeats.calls ? repeats.few : repeats.more);
  return shared && belief >= needed(known);
}

/** The tests' calls that can be varied, from few to many, and how many candidates are run after the first that passes. */
const patience = [
  { calls: 8, rivals: 300 },
  { calls: Number.POSITIVE_INFINITY, rivals: 25 },
] as const;

/** And how many where the tests make none. */
const unaskedRivals = 100;

/** How many more candidates are run once one passes: the fewer calls the tests make, the likelier it is that another passes too. */
export function rivalsOf(studied: Study): number {
  const calls = studyProbes(studied)?.probes.filter(({ own }) => own).length ?? 0;
  // Without calls to vary, rivals are told apart by how likely they are alone, and the likeliest come first.
  return calls === 0 ? unaskedRivals : (patience.find((one) => calls < one.calls)?.rivals ?? 0);
}

/** Takes the likeliest where nothing can be asked, if it is likely enough. */
export async function settle(ground: Ground, studied: Study, passed: Paths): Promise<Settled> {
  // How suspect the likeliest line is says nothing of a change: where nothing is known of lines, all are little suspect.
  const highest = Math.log(studied.suspects[0]?.score ?? 1);
  const ranks = passed.map((path) => path.reduce((sum, { rank }) => sum + rank - highest, 0));
  if (!studyProbes(studied)) return believed(passed, ranks);
  const known = studyProbes(studied, await hear(ground, studied, passed[0] ?? []));
  if (!known) return believed(passed, ranks);
  const { test, probes, words, examples } = known;
  const pairs = examplePairs(examples);
  const [before = [], ...after] = await interview(ground, studied, {
    test,
    probes: [...probes, ...pairs],
    paths: [[], ...passed],
  });
  const answers = after.map((own) => own.slice(0, probes.length));
  if (answers.every((own) => own.every(({ kind }) => kind === "raised" || kind === "hung")))
    return believed(passed, ranks);
  const related = relationCosts(answers, probes, words);
  const upheld = exampleCosts(after.map((own) => own.slice(probes.length)));
  const kept = keptBy(answers, probes, known.promised);
  // What the words state for a call says as much as a test of it would.
  const stated = new Set(kept.flatMap((one) => one.upheld));
  const verdict = decide(
    answers.map((own, at) => ({
      rank: ranks[at] ?? 0,
      answers: own,
      cost: (related[at] ?? 0) + (upheld[at] ?? 0) + breachCost(kept[at]),
    })),
    before.slice(0, probes.length),
    { own: probes.map(({ own }, at) => own || stated.has(at)), unasked: known.unasked },
  );
  if (isBelieved(verdict, known)) return { chosen: verdict.best };
  return { chosen: undefined, why: whyNot(verdict, passed, known, { answers, kept }) };
}

/** How likely a change must be by its kind and its place where it and its rivals cannot be asked anything: fitted by eye on twelve of `evals/repairs`. */
const likely = 0.4;

function believed(passed: Paths, ranks: readonly number[]): Settled {
  const best = ranks.indexOf(Math.max(...ranks));
  return priorOf(ranks[best] ?? 0) >= likely
    ? { chosen: best }
    : { chosen: undefined, why: byChance(passed[best]) };
}

const placeOf = (path: readonly Candidate[] = []): string => {
  const patch = describePatches(path);
  return patch ? ` (${patch.path}:${patch.line}, ${patch.before} became ${patch.after})` : "";
};

const byChance = (path: readonly Candidate[] | undefined): string =>
  `a change makes every test pass${placeOf(path)}, but so unlikely a one may pass such few tests by chance; another test would settle it`;

function whyNot(
  verdict: Verdict,
  passed: Paths,
  known: Probes,
  { answers, kept }: { readonly answers: readonly (readonly Answer[])[]; readonly kept: readonly Kept[] },
): string {
  const { probes } = known;
  const { united, best, dispute } = verdict;
  const what = placeOf(passed[best]);
  const breach = kept[best]?.breaches[0];
  if (breach) {
    const { kind = "", text = "" } = answers[best]?.[breach.probe] ?? {};
    const gives = kind === "raised" ? "raises" : `is ${text === "" ? kind : text}`;
    return `a change makes every test pass${what}, but with it ${probes[breach.probe]?.code} ${gives}, and the words at it say: ${JSON.stringify(breach.sentence)}`;
  }
  const [mine, other] = dispute?.answers ?? [];
  const call = dispute && probes[dispute.probe]?.code;
  if (united < needed(known) && call !== undefined)
    return `${passed.length} changes make every test pass, and they do not agree: ${call} is ${mine} after one and ${other} after another; a test that says which is right would settle it`;
  return byChance(passed[best]);
}
