/** Relations between what a function is given and what it answers, as the words at it name them (sorted, how many, largest). */
import type { Plain } from "./documented.ts";

export interface Relation {
  readonly name: string;
  /** The words that name it. */
  readonly words: RegExp;
  /** Whether it holds here; undefined where it says nothing. */
  holds(given: readonly Plain[], answer: Plain): boolean | undefined;
}

type List = readonly Plain[];

const isList = (value: Plain): value is List => Array.isArray(value);
const partsOf = (value: Plain): List | undefined =>
  isList(value) ? value : typeof value === "string" ? Array.from(value) : undefined;
const spelt = (value: Plain): string => JSON.stringify(value);

/** A relation of a list that has at least two items: anything else says nothing. */
const ofNeighbours =
  (holds: (a: Plain, b: Plain) => boolean) =>
  (_given: List, answer: Plain): boolean | undefined => {
    if (!isList(answer) || answer.length < 2) return undefined;
    return answer.slice(1).every((item, at) => holds(answer[at] ?? null, item));
  };

const inOrder = (a: Plain, b: Plain): boolean =>
  (typeof a === "number" && typeof b === "number") || (typeof a === "string" && typeof b === "string")
    ? a <= b
    : true;

const ofNumbers =
  (holds: (one: number) => boolean, listed = false) =>
  (_given: List, answer: Plain): boolean | undefined => {
    const items = isList(answer) ? answer : listed ? [] : [answer];
    const numbers = items.filter((item) => typeof item === "number");
    return numbers.length === 0 || numbers.length < items.length ? undefined : numbers.every(holds);
  };

const ofText =
  (holds: (one: string) => boolean) =>
  (_given: List, answer: Plain): boolean | undefined =>
    typeof answer === "string" && answer !== "" ? holds(answer) : undefined;

/** A relation to a list or text that is given: the first of the arguments that is one. */
const toGiven =
  (holds: (own: List, answer: Plain) => boolean | undefined) =>
  (given: List, answer: Plain): boolean | undefined => {
    const own = given.map(partsOf).find((parts) => parts !== undefined);
    return own && holds(own, answer);
  };

const isPrime = (n: number): boolean => {
  if (!Number.isInteger(n) || n < 2) return false;
  for (let k = 2; k * k <= n; k += 1) if (n % k === 0) return false;
  return true;
};

const turned = (text: string): string => Array.from(text).toReversed().join("");

/** All that are known. */
export const relations: readonly Relation[] = [
  {
    name: "ascending",
    words: /\b(?:sort(?:ed|s)?|ascending|increasing|alphabetical)\b/i,
    holds: ofNeighbours(inOrder),
  },
  {
    name: "descending",
    words: /\b(?:descending|decreasing|largest to smallest|reversed?)\b/i,
    holds: ofNeighbours((a, b) => inOrder(b, a)),
  },
  {
    name: "without duplicates",
    words: /\b(?:unique|distinct|duplicates?|once)\b/i,
    holds: (_given, answer) =>
      isList(answer) && answer.length > 1 ? new Set(answer.map(spelt)).size === answer.length : undefined,
  },
  {
    name: "a count",
    words: /\b(?:count|how many|number of|length|times|amount|days)\b/i,
    holds: ofNumbers((one) => Number.isInteger(one) && one >= 0),
  },
  {
    name: "not negative",
    words: /\b(?:non-?negative|absolute|distance|positive|squares?|area)\b/i,
    holds: ofNumbers((one) => one >= 0),
  },
  { name: "even", words: /\beven\b/i, holds: ofNumbers((one) => one % 2 === 0, true) },
  { name: "odd", words: /\bodd\b/i, holds: ofNumbers((one) => Math.abs(one % 2) === 1, true) },
  { name: "prime", words: /\bprimes?\b/i, holds: ofNumbers(isPrime, true) },
  { name: "whole", words: /\b(?:integers?|whole|round|floor|ceil)\b/i, holds: ofNumbers(Number.isInteger) },
  {
    name: "a palindrome",
    words: /\b(?:palindrom\w*|both ends)\b/i,
    holds: ofText((one) => one === turned(one)),
  },
  {
    name: "in lower case",
    words: /\blower-?\s?case\b/i,
    holds: ofText((one) => one === one.toLowerCase()),
  },
  {
    name: "in upper case",
    words: /\b(?:upper-?\s?case|capitali[sz]e\w*)\b/i,
    holds: ofText((one) => one === one.toUpperCase()),
  },
  { name: "binary", words: /\bbinary\b/i, holds: ofText((one) => /^[^2-9]*[01][^2-9]*$/.test(one)) },
  {
    name: "as long as what is given",
    words:
      /\b(?:each|every|all|rolling|running|same length|list of|encode\w*|encrypt\w*|cycl\w*|shift\w*|order)\b/i,
    holds: toGiven((own, answer) => {
      const parts = partsOf(answer);
      return parts && own.length > 1 ? parts.length === own.length : undefined;
    }),
  },
  {
    name: "of what is given",
    words:
      /\b(?:only|remov\w*|filter\w*|common|contain\w*|select\w*|subset|without|delet\w*|elements?|words?|substrings?|letters|vowels|unique|distinct|sort\w*|numbers|prefix\w*|split\w*|order|longest)\b/i,
    holds: toGiven((own, answer) => {
      if (!isList(answer) || answer.length === 0) return undefined;
      const all = new Set(own.map(spelt));
      return answer.every((item) => all.has(spelt(item)));
    }),
  },
  {
    name: "the same items in another order",
    words:
      /\b(?:sort\w*|rearrang\w*|reorder\w*|revers\w*|shuffl\w*|rotat\w*|shift\w*|order|permut\w*|indic\w*)\b/i,
    holds: toGiven((own, answer) => {
      const parts = partsOf(answer);
      if (!parts || own.length < 2) return undefined;
      return parts.map(spelt).toSorted().join() === own.map(spelt).toSorted().join();
    }),
  },
  {
    name: "one of what is given",
    words:
      /\b(?:largest|smallest|max\w*|min\w*|longest|shortest|first|last|most|greatest|biggest|least|lowest|highest|median|element)\b/i,
    holds: (given, answer) => {
      const own = given.find(isList);
      if (!own || own.length < 2 || isList(answer) || answer === null || typeof answer === "boolean")
        return undefined;
      return own.some((item) => spelt(item) === spelt(answer));
    },
  },
  {
    name: "between the least and the greatest",
    words: /\b(?:average|mean|median|avg|between|largest|smallest|max\w*|min\w*)\b/i,
    holds: (given, answer) => {
      const own = given.find(isList)?.filter((item) => typeof item === "number") ?? [];
      if (own.length < 2 || typeof answer !== "number") return undefined;
      return answer >= Math.min(...own) - 1e-9 && answer <= Math.max(...own) + 1e-9;
    },
  },
  {
    name: "a divisor",
    words: /\b(?:divi\w*|factors?|gcd)\b/i,
    holds: ([own = null], answer) => {
      if (typeof own !== "number" || typeof answer !== "number") return undefined;
      return answer !== 0 && own % answer === 0;
    },
  },
];

/** Words by which the order of what is given does not matter, and words by which it may. */
const blind =
  /\b(?:sum|count|how many|number of|largest|smallest|max\w*|min\w*|sort\w*|unique|distinct|product|average|mean|median|common)\b/i;
const sighted =
  /\b(?:order|places?|positions?|index|indices|indexes|first|last|consecutive|adjacent|previous|next|before|after|follow\w*|prefix|start\w*|end\w*|nth|n-th|digits?|row|every second|alternat\w*|rolling|running|same place|weighted|neighbou?rs?)\b/i;

/** True where the words say that the items may come in any order. */
export const isOrderBlind = (words: string): boolean => blind.test(words) && !sighted.test(words);
