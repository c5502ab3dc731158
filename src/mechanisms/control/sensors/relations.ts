/** What red tests show of a bug beyond their own inputs: relations between input and answer that held nowhere but there. */
import type { Finding } from "../../../core/finding.ts";
import { callOf, differs, toldOf, type Answer, type Pair } from "./probing.ts";

type Side = "before" | "after";

/** Names of relations between two answers begin so: they say what an input may be altered in. */
const isSymmetry = (name: string): boolean => name.startsWith("?");

/** Inputs emptier or odder than any of the tests: what a function does there is often nobody's concern. */
const oddities: readonly RegExp[] = [
  /\[\s*\]|\(\s*\)/g,
  /\{\s*\}/g,
  /''|""|(['"])\s+\1/g,
  /(['"])\s+[^\s'",\])}]|[^\s'",:[({]\s+['"]/g,
  /(?<![\w'")\]-])-\d/g,
  /(?<![\w.-])0(?![\w.])/g,
  /(?<!\d)0\d/g,
  /\b(?:null|None|undefined|NaN)\b/g,
];
const oddness = (text: string): readonly number[] => oddities.map((one) => text.match(one)?.length ?? 0);

/** True for a call that is odder than the test's own one from which it was made. */
export function isOdd(one: Answer, own: Answer): boolean {
  const most = oddness(own.input);
  return oddness(one.input).some((count, at) => count > (most[at] ?? 0));
}

const isValue = ({ outcome }: Answer): boolean => outcome[0] === "value";

/** The share of these answers that keep a relation, and how many tell of it. */
function kept(answers: readonly Answer[], name: string): { readonly share: number; readonly of: number } {
  const told = answers.flatMap(({ relations }) => relations[name] ?? []);
  return { share: told.filter(Boolean).length / Math.max(told.length, 1), of: told.length };
}

/** One function's calls: the tests' own, and their neighbours within reason. */
export interface NearCalls {
  readonly own: readonly Pair[];
  readonly near: readonly Pair[];
}

/** Numbers well above all that the tests pass are beyond what they speak of. */
const highest = (texts: readonly string[]): number =>
  Math.max(0, ...texts.flatMap((text) => (text.match(/\d+(?:\.\d+)?/g) ?? []).map(Number)));

/** True for an input whose numbers are beyond those of a function's own calls in the tests. */
export function beyond(own: readonly Pair[]): (one: Answer) => boolean {
  const limit = 10 + 1.2 * highest(own.map(({ before }) => before.input));
  return ({ input }) => highest([input]) > limit;
}

export function callsOf(pairs: readonly Pair[]): NearCalls {
  const own = pairs.filter(({ before }) => before.turn === 0);
  const usual = new Map(own.map(({ before }) => [before.call, before]));
  const isFar = beyond(own);
  const near = pairs.filter(({ before }) => {
    const from = usual.get(before.call);
    return before.turn > 0 && from !== undefined && !isOdd(before, from) && !isFar(before);
  });
  return { own, near };
}

/** Relations that all of the tests' own calls keep on one side. */
function heldBy({ own }: NearCalls, side: Side): readonly string[] {
  const names = new Set(own.flatMap((pair) => Object.keys(pair[side].relations)));
  const answers = own.map((pair) => pair[side]);
  return [...names].filter((name) => {
    const { share, of } = kept(answers, name);
    return of >= 2 && share === 1;
  });
}

/** How many neighbours must tell of a relation that is believed, and how many of them must keep it. */
const enough = { told: 6, share: 0.9 } as const;

/** Relations that the tests' answers keep, and with them nearly all neighbours on which original and change agree. */
function laws(calls: NearCalls): readonly string[] {
  const agreed = calls.near.flatMap((pair) => (differs(pair) || !isValue(pair.after) ? [] : [pair.after]));
  return heldBy(calls, "after").filter((name) => {
    const { share, of } = kept(agreed, name);
    return of >= enough.told && share >= enough.share;
  });
}

const finding = (file: string, sign: string, { before, after }: Pair, words: string): Finding => ({
  sensor: "relations",
  severity: "warning",
  message: `${callOf(before)} in ${file} ${words}: ${toldOf(before)}${differs({ before, after }) ? `, now ${toldOf(after)}` : " as before"}`,
  location: { file },
  sign,
});

const say = (name: string): string => name.replace(/^\?/, "");

/** How many neighbours it takes: one may be at the edge of what a function is for. */
const several = 2;

/**
 * Half a repair: on several neighbours an answer is still wrong in the way in which the red tests' answers were. What it is wrong in is a
 * relation that all of the tests' answers keep now, and that the original broke on what was red.
 */
function unmended(file: string, calls: NearCalls, broken: readonly string[]): readonly Finding[] {
  const still = (name: string): readonly Pair[] =>
    calls.near.filter(
      ({ before, after }) => before.relations[name] === false && after.relations[name] === false,
    );
  const [name, pairs] = broken
    .map((one) => [one, still(one)] as const)
    .toSorted(([, a], [, b]) => b.length - a.length)[0] ?? ["", []];
  const [first] = pairs;
  return first && pairs.length >= several
    ? [finding(file, "unmended", first, `breaks what the red tests ask for (${say(name)}) still`)]
    : [];
}

/** So many calls of the tests it takes to say that all is as it should be: two have much in common by chance. */
const fewest = 3;

/** A change of what was not broken: the original kept all that the tests' answers keep, and the answer is another now. */
function meddling(
  file: string,
  calls: NearCalls,
  broken: readonly string[],
  all: readonly string[],
): readonly Finding[] {
  if (calls.own.length < fewest || !broken.some((name) => !isSymmetry(name))) return [];
  const pairs = calls.near.filter(
    (pair) =>
      differs(pair) &&
      isValue(pair.before) &&
      isValue(pair.after) &&
      all.every((name) => pair.before.relations[name] !== false),
  );
  const [first] = pairs;
  return first && pairs.length >= several
    ? [
        finding(
          file,
          "meddling",
          first,
          "was not wrong in what the red tests were wrong in, and comes out otherwise",
        ),
      ]
    : [];
}

/** The share of changed answers that has to break a law, and how many at least; more of them where the original was wrong, too. */
const often = { share: 0.25, traded: 0.35, count: 4 } as const;

/** A new wrong: of the answers that changed, many break what the tests' answers and the unchanged ones keep. */
function breaking(
  file: string,
  calls: NearCalls,
  broken: readonly string[],
  all: readonly string[],
): readonly Finding[] {
  const changed = calls.near.filter((pair) => differs(pair) && isValue(pair.after));
  const sound = changed.filter(({ before }) => broken.every((name) => before.relations[name] !== false));
  for (const name of all.filter((one) => !isSymmetry(one)))
    for (const [some, share] of [
      [sound, often.share],
      [changed, often.traded],
    ] as const) {
      const pairs = some.filter(
        ({ before, after }) => after.relations[name] === false && before.relations[name] !== false,
      );
      const [first] = pairs;
      if (first && pairs.length >= often.count && pairs.length >= share * some.length)
        return [finding(file, "breaks-relation", first, `breaks what held so far (${say(name)})`)];
    }
  return [];
}

/** So many different answers it takes: where all are much the same, nothing matters. */
const various = 5;

/**
 * What used not to matter to the original, on all of the tests' inputs and their neighbours, and matters now. Answers of the original to what is
 * red are wrong, and that nothing matters to a wrong answer says nothing: only green calls speak for it.
 */
function losing(file: string, calls: NearCalls): readonly Finding[] {
  const all = [...calls.own, ...calls.near];
  const answers = all.flatMap(({ before }) => (isValue(before) ? [before] : []));
  if (new Set(answers.map(({ outcome }) => outcome[1])).size < various) return [];
  const green = calls.own.flatMap((pair) => (differs(pair) ? [] : [pair.before]));
  for (const name of heldBy(calls, "before").filter((one) => isSymmetry(one) && !one.startsWith("?done"))) {
    const { share, of } = kept(answers, name);
    if (share < 1 || of < 4 || kept(green, name).of < fewest) continue;
    const pairs = all.filter(
      ({ before, after }) => before.relations[name] === true && after.relations[name] === false,
    );
    const [first] = pairs;
    if (first && pairs.length >= several)
      return [finding(file, "loses-symmetry", first, `no longer keeps what held so far (${say(name)})`)];
  }
  return [];
}

/** Relations that the red tests ask for, by function: all of the tests' answers keep them now, and the original broke them on what was red. */
export function askedFor(pairs: readonly Pair[]): ReadonlyMap<string, readonly string[]> {
  const byName = Map.groupBy(pairs, ({ before }) => before.name);
  return new Map([...byName].map(([name, own]) => [name, brokenBefore(callsOf(own))]));
}

function brokenBefore(calls: NearCalls, all: readonly string[] = laws(calls)): readonly string[] {
  const red = calls.own.filter(differs);
  return all.filter((name) => red.some(({ before }) => before.relations[name] === false));
}

/** The signs that a file's pairs of answers are of; at most one of each kind for a function. Pure. */
export function relationSigns(file: string, pairs: readonly Pair[]): readonly Finding[] {
  return [...Map.groupBy(pairs, ({ before }) => before.name).values()].flatMap((own) => {
    const calls = callsOf(own);
    const all = laws(calls);
    const broken = brokenBefore(calls, all);
    return [
      unmended(file, calls, broken),
      meddling(file, calls, broken, all),
      breaking(file, calls, broken, all),
      losing(file, calls),
    ].flat();
  });
}
