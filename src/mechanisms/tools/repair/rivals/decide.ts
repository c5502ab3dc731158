/** Which of several changes that pass every test is to be believed: the one that the likely ones agree with, or none. */

/** What a probe gave: `raised`, `hung`, or the kind of a value; and the value, as text. */
export interface Answer {
  readonly kind: string;
  readonly text: string;
}

export interface Rival {
  /** How likely it was before it was run: a logarithm. */
  readonly rank: number;
  /** One answer a probe. */
  readonly answers: readonly Answer[];
  /** What speaks against it besides, as a logarithm; default none. */
  readonly cost?: number;
}

/** A probe on which likely rivals differ, and what they say. */
export interface Dispute {
  readonly probe: number;
  readonly answers: readonly string[];
}

export interface Verdict {
  /** The place of the one to believe among the rivals, whether or not it is believed. */
  readonly best: number;
  /** The share of belief in the rivals, from 0 to 1, that agrees with it. */
  readonly agreed: number;
  /** The share that agrees with it on the call that is disputed most. */
  readonly united: number;
  /** How much it is believed, from 0 to 1: the rest is with rivals that differ, and with a repair that is not among them. */
  readonly belief: number;
  /** The same by another count, in which agreement on all calls matters, and the rivals' prior more. */
  readonly share: number;
  /** Calls of the tests; one that is answered yes or no counts for less. */
  readonly calls: number;
  readonly dispute: Dispute | undefined;
}

/** What it costs a rival, as a logarithm, if it always raises where the program did not, or gives another kind of value than the tests expect. */
const penalties = { raises: 4, strange: 4 };
/** Priors are rougher than they look: likely changes pass by chance, too. */
const trust = 0.6;

/** What a rank comes to before anything is run, 1 for the likeliest kind of change in the most suspect line. */
export const priorOf = (rank: number): number => Math.exp(trust * rank);

/** Which probes are calls of the tests, and how many more calls these make that nobody could be asked. */
export interface Asked {
  readonly own: readonly boolean[];
  readonly unasked?: number;
}

/**
 * Minimum Bayes risk over the rivals: each is believed by its prior, less what odd behaviour costs it; the best is the one whose answers
 * agree most with all that are believed. `before` is what the program answered as it was.
 */
export function decide(
  rivals: readonly Rival[],
  before: readonly Answer[],
  { own, unasked = 0 }: Asked,
): Verdict {
  const weights = rivals.map(({ rank, answers, cost = 0 }) => {
    const [raises, strange] = [raisesMore(answers, before), strangeness(answers, own)];
    return Math.exp(trust * rank - penalties.raises * raises - penalties.strange * strange - cost);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const probes = telling(rivals, own);
  const shares = rivals.map(({ answers }) =>
    rivals.reduce(
      (sum, other, at) => sum + ((weights[at] ?? 0) / total) * agreement(answers, other.answers, probes),
      0,
    ),
  );
  let best = 0;
  for (const [at, share] of shares.entries()) {
    const more = share - (shares[best] ?? 0);
    // Of those that answer alike, the likelier one.
    if (more > 1e-9 || (more > -1e-9 && (weights[at] ?? 0) > (weights[best] ?? 0))) best = at;
  }
  const agreed = shares[best] ?? 0;
  const united = unitedOn(rivals, weights, { probes, best });
  const told = toldBy(rivals[best]?.answers ?? [], own, unasked);
  return {
    best,
    agreed,
    united,
    belief: beliefIn({ united, total, ...told }),
    share: (agreed * total) / (total + elsewhere(told.calls)),
    calls: told.calls,
    dispute: disputeOf(rivals, weights, probes, best),
  };
}

/** What a call that is answered yes or no counts for. */
const yesOrNo = 0.6;

/** How much the tests tell: their calls, and how many different answers these want. Of calls that could not be asked, as much as of the others. */
function toldBy(
  answers: readonly Answer[],
  own: readonly boolean[],
  unasked: number,
): { readonly calls: number; readonly distinct: number } {
  const said = answers.filter((_, at) => own[at]);
  const calls = said.reduce((sum, { kind }) => sum + (kind.startsWith("bool") ? yesOrNo : 1), 0);
  const distinct = new Set(said.map(({ kind, text }) => `${kind} ${text}`)).size;
  return { calls: calls * (1 + unasked / Math.max(said.length, 1)), distinct };
}

function unitedOn(
  rivals: readonly Rival[],
  weights: readonly number[],
  { probes, best }: { readonly probes: readonly number[]; readonly best: number },
): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const agreeing = probes.map((probe) =>
    rivals.reduce(
      (sum, { answers }, at) =>
        same(answers[probe], rivals[best]?.answers[probe]) ? sum + (weights[at] ?? 0) / total : sum,
      0,
    ),
  );
  return Math.min(1, ...agreeing);
}

/** What dispute costs, as a power of what is united. */
const discord = 3;

/**
 * The odds that the best is right rather than that what is right is none of the rivals, which pass by chance: with every call, and with
 * every other answer that the calls want, chance is less. How likely the rivals were counts by its root: whatever passes many calls is
 * likelier than its kind. More of them that pass is no gain: then the tests let many pass.
 */
function beliefIn(told: {
  readonly united: number;
  readonly total: number;
  readonly calls: number;
  readonly distinct: number;
}): number {
  const { united, total, calls, distinct } = told;
  const odds = (2 + calls) * Math.sqrt(distinct * Math.min(total, 1)) * united ** discord;
  return odds / (1 + odds);
}

/** Weight of a repair that is none of the rivals, which pass by chance: less with every call that the tests make. */
const elsewhere = (calls: number): number => 0.25 * Math.exp(-0.5 * calls);

/** Probes that tell anything: on the tests' own calls all rivals agree already, and where every rival raises the input is out of bounds. */
function telling(rivals: readonly Rival[], own: readonly boolean[]): number[] {
  return own.flatMap((isOwn, at) => {
    if (isOwn) return [];
    const kinds = rivals.map(({ answers }) => answers[at]?.kind ?? "raised");
    return kinds.every((kind) => kind === "raised" || kind === "hung") ? [] : [at];
  });
}

const same = (a: Answer | undefined, b: Answer | undefined): boolean =>
  a?.kind === b?.kind && a?.text === b?.text;

/** How much it counts that changes differ now and then: they are not nearly the same. */
const strictness = 6;

/** The share of probes with the same answer, to a power. */
function agreement(a: readonly Answer[], b: readonly Answer[], probes: readonly number[]): number {
  if (a === b || probes.length === 0) return 1;
  const equal = probes.filter((at) => same(a[at], b[at])).length;
  return (equal / probes.length) ** strictness;
}

function raisesMore(answers: readonly Answer[], before: readonly Answer[]): number {
  const fine = before.flatMap(({ kind }, at) => (kind === "raised" || kind === "hung" ? [] : [at]));
  if (fine.length === 0) return 0;
  return fine.filter((at) => /^(?:raised|hung)$/.test(answers[at]?.kind ?? "raised")).length / fine.length;
}

/** The share of answers of a kind that none of the tests' own calls gave. */
function strangeness(answers: readonly Answer[], own: readonly boolean[]): number {
  const usual = new Set(answers.filter((_, at) => own[at]).map(({ kind }) => kind));
  const others = answers.filter(({ kind }, at) => !own[at] && kind !== "raised" && kind !== "hung");
  if (usual.size === 0 || others.length === 0) return 0;
  return others.filter(({ kind }) => !usual.has(kind)).length / others.length;
}

/** The probe that splits the belief most evenly, and the two answers that are believed most. */
function disputeOf(
  rivals: readonly Rival[],
  weights: readonly number[],
  probes: readonly number[],
  best: number,
): Dispute | undefined {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let widest: { readonly probe: number; readonly against: number; readonly other: string } | undefined;
  for (const probe of probes) {
    const mine = rivals[best]?.answers[probe];
    const others = new Map<string, number>();
    for (const [at, { answers }] of rivals.entries()) {
      const answer = answers[probe];
      if (!answer || same(answer, mine)) continue;
      const said = answer.text === "" ? answer.kind : answer.text;
      others.set(said, (others.get(said) ?? 0) + (weights[at] ?? 0) / total);
    }
    for (const [other, against] of others)
      if (!widest || against > widest.against) widest = { probe, against, other };
  }
  if (!widest) return undefined;
  const mine = rivals[best]?.answers[widest.probe];
  return { probe: widest.probe, answers: [mine?.text === "" ? mine.kind : (mine?.text ?? ""), widest.other] };
}
