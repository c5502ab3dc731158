/** Values as watchers show them, and what expressions of them come to: so that larger ones need not be run. */
import type { Speech } from "../operators/site.ts";

/** Texts of values by number; values that no run has shown get numbers of their own. */
export interface Values {
  text(value: number): string;
  number(text: string): number;
  /** Undefined for what is no number. */
  amount(value: number): number | undefined;
  truth(value: number): boolean | undefined;
  /** The texts of a list's elements; undefined for what is no list. */
  items(value: number): readonly string[] | undefined;
  list(items: readonly number[]): number;
  /** A list with one more element, and two texts as one; -1 where they are none. */
  readonly append: (list: number, item: number) => number;
  readonly concat: (one: number, other: number) => number;
}

export function createValues(shown: readonly string[], { language }: Speech): Values {
  const texts = [...shown];
  const numbers = new Map(texts.map((text, at) => [text, at]));
  const number = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, texts.length);
    return texts.push(text) - 1;
  };
  const listOf = (parts: readonly string[]): number =>
    number(`l[${parts.map((part) => `${part.length}:${part}`).join()}]`);
  return {
    text: (value) => texts[value] ?? "!",
    number,
    items: (value) => itemsOf(texts[value] ?? "!"),
    list: (items) => listOf(items.map((item) => texts[item] ?? "!")),
    append(list, item) {
      const items = itemsOf(texts[list] ?? "!");
      return items ? listOf([...items, texts[item] ?? "!"]) : -1;
    },
    concat(one, other) {
      const [a, b] = [texts[one] ?? "!", texts[other] ?? "!"];
      return a.startsWith("s") && b.startsWith("s") ? number(a + b.slice(1)) : -1;
    },
    amount(value) {
      const text = texts[value] ?? "!";
      return text.startsWith("n") && text.length < 20 ? Number(text.slice(1)) : undefined;
    },
    truth: (value) => truthOf(texts[value] ?? "!", language),
  };
}

/** The texts of a list's elements, which stand with their lengths before them; undefined for what is no list. */
export function itemsOf(text: string): string[] | undefined {
  if (!text.startsWith("l[") || !text.endsWith("]")) return undefined;
  const items: string[] = [];
  for (let at = 2; at < text.length - 1;) {
    const colon = text.indexOf(":", at);
    const length = Number(text.slice(at, colon));
    if (colon === -1 || !Number.isInteger(length)) return undefined;
    items.push(text.slice(colon + 1, colon + 1 + length));
    at = colon + 1 + length + 1;
  }
  return items;
}

function truthOf(text: string, language: Speech["language"]): boolean | undefined {
  if (/^[!?]/.test(text)) return undefined;
  if (/^(?:n-?0(?:\.0)?|nNaN|s|b0|z[nu])$/.test(text)) return false;
  return !(language === "python" && /^(?:l|t|oS|oM)\[\]$/.test(text));
}

/** An expression, and its value at each moment. */
export interface Term {
  readonly text: string;
  readonly values: readonly number[];
  /** About how many words it is made of. */
  readonly size: number;
}

/** Signs that are seldom what is missing weigh more than others, and so do numbers other than the usual. */
const heavy: readonly (readonly [RegExp, number])[] = [
  [/%|\/|\*/g, 1.5],
  [/\b(?!(?:0|1)\b)\d+(?:\.\d+)?\b/g, 1.5],
  [/(?<![\w$)\]]\s*)-(?=[\w(])/g, 0.6],
];

/** About how many words an expression is made of. */
export const sizeOf = (text: string): number =>
  (text.match(/[\w$]+|[^\s\w$(),.]+/g)?.length ?? 0) +
  heavy.reduce((sum, [sign, weight]) => sum + weight * (text.match(sign)?.length ?? 0), 0);

/** Names of one value that are kept: the tests do not tell them apart, and other inputs might. */
const mostNames = 3;

/** The smallest term for each behaviour; those that raise, or that never are the same, are left out. */
export function distinct(terms: readonly Term[], values: Values): Term[] {
  const known = new Map<string, number>();
  return terms
    .toSorted((a, b) => a.size - b.size)
    .filter((term) => {
      if (term.values.some((value) => /^[!?]/.test(values.text(value)))) return false;
      const key = term.values.join();
      const alike = known.get(key) ?? 0;
      known.set(key, alike + 1);
      return (
        alike === 0 || (alike < mostNames && /^[A-Za-z_$][\w$.]*$/.test(term.text) && !isConstant(term.text))
      );
    });
}

type Sum = (a: number, b: number) => number;

const floorMod: Sum = (a, b) => a - b * Math.floor(a / b);

/** Two numbers in one, each with how the language says it. */
const sums: Readonly<Record<Speech["language"], readonly (readonly [string, Sum])[]>> = {
  javascript: [
    ["# + #", (a, b) => a + b],
    ["# - #", (a, b) => a - b],
    ["# * #", (a, b) => a * b],
    ["# % #", (a, b) => a % b],
    ["# / #", (a, b) => a / b],
    ["Math.floor(# / #)", (a, b) => Math.floor(a / b)],
  ],
  python: [
    ["# + #", (a, b) => a + b],
    ["# - #", (a, b) => a - b],
    ["# * #", (a, b) => a * b],
    ["# % #", floorMod],
    ["# // #", (a, b) => Math.floor(a / b)],
    ["# / #", (a, b) => a / b],
  ],
};

const bracketed = (text: string): string =>
  /^[\w$.]+(?:[([][^()[\]]*[)\]])?$|^-?\d+$/.test(text) ? text : `(${text})`;

const fill = (shape: string, one: string, other: string): string =>
  shape.replace("#", () => bracketed(one)).replace("#", () => bracketed(other));

/** All sums of two terms that are numbers at every moment. */
export function* sumsOf(
  left: readonly Term[],
  right: readonly Term[],
  values: Values,
  { language }: Speech,
): Generator<Term> {
  const amounts = (terms: readonly Term[]): (readonly [Term, readonly number[]])[] =>
    terms.flatMap((term) => {
      const own = term.values.map((value) => values.amount(value));
      return own.every((one) => one !== undefined) ? [[term, own] as const] : [];
    });
  const others = amounts(right);
  for (const [one, a] of amounts(left))
    for (const [other, b] of others)
      for (const [shape, sum] of sums[language]) {
        const results = a.map((x, at) => sum(x, b[at] ?? Number.NaN));
        if (results.some((x) => !Number.isFinite(x) || Math.abs(x) > 1e12)) continue;
        const text = fill(shape, one.text, other.text);
        const own = results.map((x) => values.number(`n${Number(x.toPrecision(10)) + 0}`));
        yield { text, values: own, size: sizeOf(text) };
      }
}

/** A condition, and where it holds. */
export interface Predicate {
  readonly text: string;
  readonly holds: readonly boolean[];
  readonly size: number;
  /** True when it is a truth value itself. */
  readonly said: boolean;
}

const orders: readonly (readonly [string, (a: number, b: number) => boolean])[] = [
  ["<", (a, b) => a < b],
  [">", (a, b) => a > b],
  ["<=", (a, b) => a <= b],
  [">=", (a, b) => a >= b],
];

/** How many conditions of one behaviour are known: the tests do not tell them apart, and other inputs might. */
const mostAlike = 3;

/** Conditions made of terms: what is true or not, what is more, what is the same. A few for each behaviour, the smallest. */
export function predicatesOf(terms: readonly Term[], values: Values, speech: Speech): Predicate[] {
  const python = speech.language === "python";
  const found = new Map<string, Predicate[]>();
  const add = (text: string, holds: readonly boolean[], size: number, said = true): void => {
    const key = holds.map(Number).join("");
    const known = found.get(key) ?? [];
    if (known.length >= mostAlike && size >= (known.at(-1)?.size ?? 0)) return;
    found.set(
      key,
      [...known, { text, holds, size, said }].toSorted((a, b) => a.size - b.size).slice(0, mostAlike),
    );
  };
  for (const { text, values: own, size } of terms) {
    if (isConstant(text)) continue;
    const truths = own.map((value) => values.truth(value) === true);
    const said = own.every((value) => values.text(value).startsWith("b"));
    const number = values.amount(own[0] ?? -1) !== undefined ? 1 : 0;
    add(text, truths, size + (said ? 0 : 1 + number), said);
    add(
      speech.not(text),
      truths.map((truth) => !truth),
      size + 1 + number,
    );
  }
  // A constant is what something is compared with, not the other way round; two constants say nothing.
  const order = terms.toSorted((a, b) => Number(isConstant(a.text)) - Number(isConstant(b.text)));
  const kinds = order.map((term) => kindOf(term, values));
  for (const [at, one] of order.entries())
    for (const [next, other] of order.entries()) {
      if (next <= at || kinds[at] !== kinds[next] || kinds[at] === undefined || isConstant(one.text))
        continue;
      const [a, b] = [bracketed(one.text), bracketed(other.text)];
      const size = one.size + other.size + 1;
      if (kinds[at] === "n") {
        const [x, y] = [one, other].map((term) => term.values.map((value) => values.amount(value) ?? 0));
        for (const [sign, holds] of orders)
          add(
            `${a} ${sign} ${b}`,
            (x ?? []).map((amount, moment) => holds(amount, y?.[moment] ?? 0)),
            size,
          );
      }
      if (!python && kinds[at] === "l") continue;
      const same = one.values.map((value, moment) => value === other.values[moment]);
      add(`${a} ${python ? "==" : "==="} ${b}`, same, size);
      add(
        `${a} ${python ? "!=" : "!=="} ${b}`,
        same.map((each) => !each),
        size,
      );
    }
  return [...found.values()].flat().toSorted((a, b) => a.size - b.size);
}

const isConstant = (text: string): boolean =>
  /^(?:-?[\d.]+|(["']).*\1|\[\]|true|false|null|undefined|True|False|None)$/.test(text);

/** The letter that all its values share. */
function kindOf(term: Term, values: Values): string | undefined {
  const letters = new Set(term.values.map((value) => values.text(value).charAt(0)));
  const [letter, more] = letters;
  return more === undefined && letter !== undefined && "nslt".includes(letter) ? letter : undefined;
}
