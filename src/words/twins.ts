/** What words say does not matter in what is given: the case of letters, blanks around a text, which of two comes first. */
import type { Plain } from "./documented.ts";
import type { Given } from "./subjects.ts";

export interface Twin {
  /** What `?…` relations of the sensors' answers say the same, by the beginning of their names. */
  readonly relation: RegExp;
  /** Calls that must come to the same as this one. */
  readonly others: (given: Given) => readonly Given[];
  /** Whether two answers are the same in what is said. */
  readonly alike: (a: Plain, b: Plain) => boolean;
}

const texts =
  (change: (text: string) => string): ((given: Given) => Given) =>
  (given) =>
    given.map((one) => deep(one, change));

function deep(value: Plain, change: (text: string) => string): Plain {
  if (typeof value === "string") return change(value);
  return Array.isArray(value) ? value.map((one: Plain) => deep(one, change)) : value;
}

const spelt = (value: Plain): string => JSON.stringify(value);
const same = (a: Plain, b: Plain): boolean => spelt(a) === spelt(b);
const inAnyCase = (a: Plain, b: Plain): boolean => spelt(a).toLowerCase() === spelt(b).toLowerCase();

const anyCase: Twin = {
  others: (given) => [texts((text) => text.toUpperCase())(given), texts((text) => text.toLowerCase())(given)],
  alike: inAnyCase,
  relation: /^\?(?:capitals|small letters) in /,
};

const forms: readonly (readonly [RegExp, Twin])[] = [
  [
    /\b(?:case[ -]?insensitiv\w+|ignor\w+ (?:the )?(?:letter )?case|regardless of (?:upper |lower |letter )?case|whatever the case|upper and lower case (?:do not matter|are the same)|case (?:does not matter|is ignored))\b/i,
    anyCase,
  ],
  // "Returns None in either case" is of other cases.
  [
    /^(?!.*\b(?:returns?|raises?|throws?|gives?)\b).*\b(?:letters?|texts?|words?|strings?|true|yes|#\w+)\b.*\bin (?:either|any) case$/i,
    anyCase,
  ],
  [
    /\b(?:(?:leading (?:and|or) trailing|surrounding) (?:white ?space|spaces|blanks) (?:is|are|does not|do not) (?:ignored|matter|removed|stripped|trimmed|count)|(?:spaces|blanks|white ?space) around (?:and between )?(?:it|the \w+) (?:is|are|does not|do not) (?:ignored|matter|count))/i,
    {
      others: (given) => [given.map((one) => (typeof one === "string" ? `  ${one} ` : one))],
      alike: same,
      relation: /^\?blanks around /,
    },
  ],
  [
    /\b(?:order of (?:the (?:2 )?)?arguments does not matter|symmetric|commutative)\b/i,
    {
      others: (given) => (given.length === 2 ? [given.toReversed()] : []),
      alike: same,
      relation: /^\?either of the first/,
    },
  ],
];

/** What another function, or the function itself, makes of its answer: known to the evidence alone, whose programs ask for it. */
const there = (relation: RegExp): Twin => ({ others: () => [], alike: same, relation });

function returning(text: string): Twin[] {
  const back = /\b(\w+) reads? (?:it )?back\b|\b(?:inverse|opposite) of (\w+)|\bundoes (?:what )?(\w+)/i.exec(
    text,
  );
  const name = back?.[1] ?? back?.[2] ?? back?.[3];
  return [
    ...(name === undefined ? [] : [there(new RegExp(`^\\?${name} leads back`))]),
    ...(/\bidempotent\b|\b(?:applied|called|run|done) (?:again|twice)\b.*\b(?:same|unchanged|stays)\b/i.test(
      text,
    )
      ? [there(/^\?done again with its answer/)]
      : []),
  ];
}

export function twinsIn(text: string): Twin[] {
  return [...forms.flatMap(([words, twin]) => (words.test(text) ? [twin] : [])), ...returning(text)];
}
