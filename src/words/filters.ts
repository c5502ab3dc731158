/** What words ask for of each of many: the even numbers, vowels, the words longer than n; and what is made of those. */
import { sizeOf, type Given } from "./subjects.ts";
import type { Plain } from "./documented.ts";

/** Whether one item is meant; undefined where it is no item of the kind. */
type Keep = (item: Plain, given: Given) => boolean | undefined;
type Items = (given: Given) => readonly Plain[] | undefined;

const ofNumber =
  (keep: (item: number) => boolean): Keep =>
  (item) =>
    typeof item === "number" ? keep(item) : undefined;
const ofLetter =
  (keep: RegExp): Keep =>
  (item) =>
    typeof item === "string" && item.length === 1 ? keep.test(item) : undefined;

function isPrime(n: number): boolean {
  if (!Number.isInteger(n) || n < 2) return false;
  for (let k = 2; k * k <= n; k += 1) if (n % k === 0) return false;
  return true;
}

const plainly: Readonly<Record<string, Keep>> = {
  even: ofNumber((n) => n % 2 === 0),
  odd: ofNumber((n) => Math.abs(n % 2) === 1),
  positive: ofNumber((n) => n > 0),
  negative: ofNumber((n) => n < 0),
  "non-negative": ofNumber((n) => n >= 0),
  "non-zero": ofNumber((n) => n !== 0),
  nonzero: ofNumber((n) => n !== 0),
  "not 0": ofNumber((n) => n !== 0),
  prime: ofNumber(isPrime),
  uppercase: ofLetter(/\p{Lu}/u),
  "upper-case": ofLetter(/\p{Lu}/u),
  capital: ofLetter(/\p{Lu}/u),
  lowercase: ofLetter(/\p{Ll}/u),
  "lower-case": ofLetter(/\p{Ll}/u),
};

/** Nouns that say by themselves which characters of a text are meant. */
const characters: Readonly<Record<string, RegExp>> = {
  vowels: /[aeiou]/i,
  digits: /\d/,
  letters: /\p{L}/u,
  capitals: /\p{Lu}/u,
  spaces: / /,
  consonants: /[b-df-hj-np-tv-z]/i,
};

/** What stands behind the noun: "greater than n", "divisible by 3", "longer than 4 letters". */
function measured(words: string, names: readonly string[]): Keep | undefined {
  const said =
    /^(?:(not )?(divisible by|multiples of)|(greater than|larger than|more than|above|over|less than|smaller than|below|under|at least|at most|longer than|shorter than)) (-?\d+(?:\.\d+)?|\w+)(?: (?:letters|characters))?$/.exec(
      words,
    );
  if (!said) return undefined;
  const [, not, division, order = "", limit = ""] = said;
  const at = names.indexOf(limit);
  const most = (given: Given): Plain | undefined =>
    at >= 0 ? given[at] : /\d/.test(limit) ? Number(limit) : undefined;
  return (item, given) => {
    const [size, to] = [/^(?:longer|shorter)/.test(order) ? sizeOf(item) : item, most(given)];
    if (typeof size !== "number" || typeof to !== "number") return undefined;
    if (division) return to === 0 ? undefined : (size % to === 0) === (not === undefined);
    if (/^(?:greater|larger|more|above|over|longer)/.test(order)) return size > to;
    if (/^(?:less|smaller|below|under|shorter)/.test(order)) return size < to;
    return order === "at least" ? size >= to : size <= to;
  };
}

const onlyList = (given: Given): readonly Plain[] | undefined => {
  const found = given.filter((one) => Array.isArray(one));
  return found.length === 1 ? found[0] : undefined;
};
const onlyText = (given: Given): string | undefined => {
  const found = given.filter((one) => typeof one === "string");
  return found.length === 1 && !given.some((one) => Array.isArray(one)) ? found[0] : undefined;
};

const nouns =
  /^(?:numbers|integers|elements|items|values|words|names|strings|letters|characters|vowels|digits|capitals|consonants|spaces)$/;
const adjectives = Object.keys(plainly).join("|");
const source =
  "(?: (?:of|in|from|within|that are in) (?:the |an? |this |given )*(?:(?:whole )?(?:\\w+ )?\\w+))?";
const noun = new RegExp(
  `^(?:all |only |just |the |of |those )*(?:(?<before>${adjectives}) )?(?<noun>[a-z]+s)${source}(?:,? (?:that|which|who) are (?<after>[\\w ]+?)| (?<bare>(?:greater|larger|less|smaller|longer|shorter|divisible|above|below)[\\w -]+?))?${source}(?: (?:the )?\\w+ (?:has|contains))?$`,
  "i",
);

/** The items that a phrase names; undefined where it is not understood to its end. */
export function itemsOf(phrase: string, names: readonly string[]): Items | undefined {
  const read = noun.exec(phrase)?.groups;
  if (!read) return undefined;
  const kind = (read["noun"] ?? "").toLowerCase();
  if (!nouns.test(kind) && !names.includes(kind)) return undefined;
  const said = [read["before"], read["after"], read["bare"]].filter((one) => one !== undefined);
  const keeps = said.map((one) => plainly[one.toLowerCase()] ?? measured(one, names));
  const known = keeps.filter((one) => one !== undefined);
  if (known.length < keeps.length) return undefined;
  const letters = characters[kind];
  const pool: Items = (given) => {
    if (letters || kind === "characters") {
      const number = kind === "digits" && given.length === 1 ? given[0] : undefined;
      if (typeof number === "number" && Number.isSafeInteger(number))
        return Array.from(String(Math.abs(number)), Number);
      const text = onlyText(given);
      return text === undefined ? undefined : Array.from(text).filter((one) => !letters || letters.test(one));
    }
    const list = onlyList(given);
    if (kind === "words" && !list) return onlyText(given)?.split(/\s+/).filter(Boolean);
    const numeric = /^(?:numbers|integers)$/.test(kind);
    return list?.every((one) =>
      numeric ? typeof one === "number" : typeof one === "number" || typeof one === "string",
    )
      ? list
      : undefined;
  };
  return (given) => {
    const all = pool(given)?.map((item) => ({ item, kept: known.map((keep) => keep(item, given)) }));
    if (!all || all.some(({ kept }) => kept.includes(undefined))) return undefined;
    return all.filter(({ kept }) => kept.every(Boolean)).map(({ item }) => item);
  };
}

type Make = (items: readonly number[]) => number | undefined;
const total: Make = (items) => items.reduce((sum, one) => sum + one, 0);
const ofSome =
  (make: Make): Make =>
  (items) =>
    items.length === 0 ? undefined : make(items);

const makers: readonly (readonly [RegExp, Make | "count"])[] = [
  [/^(?:sum|total)(?: of)? /, total],
  [/^product of /, ofSome((items) => items.reduce((all, one) => all * one, 1))],
  [/^(?:number|count) of |^how many (?:of the )?|^count (?:of )?/, "count"],
  [
    /^(?:largest|greatest|biggest|maximum|highest)(?: of)? (?:the )?(?=\w)/,
    ofSome((items) => Math.max(...items)),
  ],
  [/^(?:smallest|least|minimum|lowest)(?: of)? (?:the )?(?=\w)/, ofSome((items) => Math.min(...items))],
  [/^(?:average|mean)(?: of)? /, ofSome((items) => (total(items) ?? 0) / items.length)],
];

/** A number that a phrase says is made of some items: "the sum of the even numbers". Undefined where the phrase or the items are not understood. */
export function madeOf(
  phrase: string,
  names: readonly string[],
): ((given: Given) => number | undefined) | undefined {
  const text = phrase.toLowerCase().replace(/^(?:the )+/, "");
  for (const [words, make] of makers) {
    const opening = words.exec(text)?.[0];
    if (opening === undefined) continue;
    const rest = text.slice(opening.length).replace(/^(?:the )+/, "");
    const items =
      itemsOf(rest.replace(/^number\b/, "numbers"), names) ??
      itemsOf(rest.replace(/^(.+?) are (\w+(?:-\w+)?)$/, "$1 that are $2"), names);
    if (!items) continue;
    return (given) => {
      const all = items(given);
      if (!all || make === "count") return all?.length;
      const numbers = all.filter((one) => typeof one === "number");
      return numbers.length < all.length ? undefined : make(numbers);
    };
  }
  return undefined;
}
