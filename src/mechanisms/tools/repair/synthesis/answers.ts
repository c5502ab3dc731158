/** What a function should have answered: early answers under a condition, and other answers where it answers, that would have been right in every call. */
import type { Speech } from "../operators/site.ts";
import type { Moment } from "../watch/watch.ts";
import { joinsOf, listsOf } from "./joins.ts";
import { distinct, predicatesOf, sumsOf, type Predicate, type Term, type Values } from "./values.ts";

/** A piece of program that was right wherever it was looked at. */
export interface Made {
  readonly text: string;
  /** About how many words it is made of. */
  readonly size: number;
}

/** An early answer. */
export interface Guard {
  readonly condition: string;
  readonly answer: string;
  readonly size: number;
}

const limits = { sums: 14, terms: 60, compared: 40, guards: 8, answers: 12, joined: 40 } as const;

/** Terms and their sums, one for each behaviour. */
export function grow(atoms: readonly Term[], values: Values, speech: Speech): Term[] {
  const small = distinct(atoms, values);
  const numbers = small
    .slice(0, limits.sums * 4)
    .filter(({ values: own }) => own.every((one) => values.amount(one) !== undefined));
  const base = numbers.slice(0, limits.sums);
  return distinct([...small, ...sumsOf(base, base, values, speech)], values);
}

/** Conditions over the terms at a place. */
export function conditionsOver(terms: readonly Term[], values: Values, speech: Speech): Predicate[] {
  return predicatesOf(terms.slice(0, limits.compared), values, speech);
}

type Call = NonNullable<Moment["call"]>;

/** Calls by the moments in them, in the order of time. Only calls in statements whose failure is known. */
function byCall(moments: readonly Moment[]): Map<Call, number[]> {
  const calls = new Map<Call, number[]>();
  for (const [at, { call }] of moments.entries())
    if (call?.stepped === true) calls.set(call, [...(calls.get(call) ?? []), at]);
  return calls;
}

/**
 * How a call would stand if it answered at its first moment of some: mended, as good as before, or spoiled. Of a call below a failing
 * one it is not known what it should give, unless the statement holds with it.
 */
const stands = (
  call: Call,
  first: number | undefined,
  { good, failing }: { readonly good: readonly boolean[]; readonly failing: ReadonlySet<Moment["call"]> },
): boolean => {
  if (call.failed && (call.wanted === -1 || !failing.has(call) || !call.top))
    return first === undefined || call.wanted === -1 || good[first] === true;
  return first === undefined ? !call.failed : good[first] === true;
};

/** Guards before one statement after which every call that was seen gives what its test wants. */
export function guardsAt(
  moments: readonly Moment[],
  failing: ReadonlySet<Moment["call"]>,
  terms: readonly Term[],
  { values, speech }: { readonly values: Values; readonly speech: Speech },
): Guard[] {
  const calls = byCall(moments);
  // A failing call that never came here cannot be mended here.
  if (failing.size === 0 || [...failing].some((call) => !call || !calls.has(call))) return [];
  const found: Guard[] = [];
  let predicates: readonly Predicate[] | undefined;
  for (const answer of [
    ...terms.slice(0, limits.terms * 4),
    ...listsOf(moments, failing, terms, values),
    ...joinsOf(moments, failing, terms, { values, speech }),
  ]) {
    const good = answer.values.map((value, at) => value === moments[at]?.call?.wanted);
    const reached = [...failing].every(
      (call) => call && (calls.get(call) ?? []).some((at) => good[at] === true),
    );
    if (!reached) continue;
    predicates ??= conditionsOver(terms, values, speech);
    const fits = (holds: readonly boolean[]): boolean =>
      [...calls].every(([call, own]) => {
        const first = own.find((at) => holds[at]);
        if (first === undefined && failing.has(call)) return false;
        return stands(call, first, { good, failing });
      });
    for (const { text, size } of separating(predicates, fits, { calls, failing, good, speech }))
      found.push({ condition: text, answer: answer.text, size: size + answer.size });
  }
  return best(found, ({ condition }) => condition).slice(0, limits.guards);
}

/** The smallest first, and of those alike in one thing only what is not much larger than the smallest. */
function best<T extends { readonly size: number }>(found: readonly T[], alike: (one: T) => string): T[] {
  const smallest = new Map<string, number>();
  return found
    .toSorted((a, b) => a.size - b.size)
    .filter((one) => {
      const least = smallest.get(alike(one)) ?? one.size;
      smallest.set(alike(one), least);
      return one.size <= least + 0.5;
    });
}

/** Conditions that fit; where none does, two of them together. */
function separating(
  predicates: readonly Predicate[],
  fits: (holds: readonly boolean[]) => boolean,
  {
    calls,
    failing,
    good,
    speech,
  }: {
    readonly calls: ReadonlyMap<Call, readonly number[]>;
    readonly failing: ReadonlySet<Moment["call"]>;
    readonly good: readonly boolean[];
    readonly speech: Speech;
  },
): Predicate[] {
  const single = predicates.filter(({ holds }) => fits(holds));
  if (single.length > 0) return single.slice(0, limits.guards);
  // One that holds more often than it may is narrowed by another; one that holds too seldom is widened.
  const known = [...calls];
  const wide = predicates.filter(({ holds }) =>
    known.every(([call, own]) => !failing.has(call) || own.some((at) => holds[at] && good[at])),
  );
  const narrow = predicates.filter(
    ({ holds }) =>
      holds.includes(true) &&
      known.every(([call, own]) => {
        const first = own.find((at) => holds[at]);
        return first === undefined || stands(call, first, { good, failing });
      }),
  );
  const joined = [...pairsOf(wide, speech.and), ...pairsOf(narrow, speech.or)];
  return joined
    .filter(({ holds }) => fits(holds))
    .toSorted((a, b) => a.size - b.size)
    .slice(0, 3);
}

/** The first of some conditions, two by two. */
function pairsOf(predicates: readonly Predicate[], word: string): Predicate[] {
  const some = predicates.slice(0, limits.joined);
  const either = word === "or" || word === "||";
  return some.flatMap((one, at) =>
    some.slice(at + 1).map((other) => ({
      text: `${clause(one.text)} ${word} ${clause(other.text)}`,
      holds: one.holds.map((each, moment) =>
        either ? each || other.holds[moment] === true : each && other.holds[moment] === true,
      ),
      size: one.size + other.size + 1,
      said: true,
    })),
  );
}

const clause = (text: string): string => (/ (?:and|or|\|\||&&) /.test(text) ? `(${text})` : text);

/** Other values for an answer, after which every call that ends there gives what its test wants. */
export function answersAt(
  moments: readonly Moment[],
  failing: ReadonlySet<Moment["call"]>,
  terms: readonly Term[],
  { values, speech, now }: { readonly values: Values; readonly speech: Speech; readonly now: Term },
): Made[] {
  const calls = byCall(moments);
  if (failing.size === 0 || [...failing].some((call) => !call || !calls.has(call))) return [];
  const known = [...calls].flatMap(([call, own]) => {
    const last = own.at(-1) ?? 0;
    if (call.wanted !== -1) return [[call.wanted, last] as const];
    // Of a call that was right all that is known is what it gave.
    return call.failed ? [] : [[now.values[last] ?? -1, last] as const];
  });
  if (known.length === 0) return [];
  const right = (own: readonly number[]): boolean => known.every(([wanted, at]) => own[at] === wanted);
  const plain = [
    ...terms,
    ...listsOf(moments, failing, terms, values),
    ...joinsOf(moments, failing, terms, { values, speech }),
  ]
    .filter((term) => right(term.values))
    .map(({ text, size }) => ({ text, size }));
  const numbers = terms.slice(0, limits.terms);
  const summed = [
    ...sumsOf([now], numbers, values, speech),
    ...sumsOf(numbers, [now], values, speech),
  ].filter((term) => right(term.values));
  const asked = known.every(([wanted]) => values.text(wanted).startsWith("b"))
    ? questions(terms, now, known, { values, speech })
    : [];
  return [...plain, ...summed, ...asked].toSorted((a, b) => a.size - b.size).slice(0, limits.answers);
}

/** Answers of yes or no: a condition, or what is answered now joined with one. */
function questions(
  terms: readonly Term[],
  now: Term,
  known: readonly (readonly [number, number])[],
  { values, speech }: { readonly values: Values; readonly speech: Speech },
): Made[] {
  const wanted = known.map(([value, at]) => [values.truth(value) === true, at] as const);
  const own = now.values.map((value) => values.truth(value) === true);
  const right = (holds: readonly boolean[]): boolean => wanted.every(([want, at]) => holds[at] === want);
  const found: Made[] = [];
  // What raises goes on to raise whatever it is joined with.
  const raises = known.some(([, at]) => values.text(now.values[at] ?? -1) === "!");
  const predicates = conditionsOver(terms, values, speech).filter(({ text }) => text !== now.text);
  for (const { text, holds, size, said } of predicates) {
    if (!said) continue;
    if (right(holds)) found.push({ text, size });
    if (raises) continue;
    if (right(holds.map((each, at) => each && own[at] === true)))
      found.push({ text: `${clause(now.text)} ${speech.and} ${clause(text)}`, size: size + 1 });
    if (right(holds.map((each, at) => each || own[at] === true)))
      found.push({ text: `${clause(now.text)} ${speech.or} ${clause(text)}`, size: size + 1 });
  }
  return found;
}
