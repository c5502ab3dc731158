/** Promises that the words at a function make of its answers, as far as they are understood: each can be held against a call. */
import { arrangementsIn } from "./arrangements.ts";
import { boundsIn } from "./bounds.ts";
import type { Plain } from "./documented.ts";
import { clausesIn } from "./sentences.ts";
import { statedIn, type Outcome, type Stated } from "./stated.ts";
import type { Given } from "./subjects.ts";
import { twinsIn, type Twin } from "./twins.ts";
import { whollyIn } from "./wholly.ts";

export type { Outcome } from "./stated.ts";

/** A call of the tests, or another, and what it came to; undefined where that cannot be told. */
export interface Seen {
  readonly given: Given;
  readonly came: Outcome | undefined;
  /** Whether the call changed what it was given, where that is known. */
  readonly touched?: boolean;
}

export interface Pledge {
  /** The words that make it. */
  readonly sentence: string;
  /** An answer for some calls by name ("0 for an empty list"), something that holds of every answer, or that nothing given is changed. */
  readonly kind: "stated" | "general" | "harmless";
  /** Whether it is kept; undefined where it says nothing of such a call. */
  kept(call: Seen): boolean | undefined;
  /** Calls like a usual one of which it speaks by name: empty lists, numbers below a limit. */
  inputs(given: Given): readonly Given[];
}

/** That two calls come to the same. */
export interface Likeness extends Twin {
  readonly sentence: string;
}

/** What is read in the words at a function. */
export interface Promised {
  readonly pledges: readonly Pledge[];
  readonly likenesses: readonly Likeness[];
}

/** That nothing that is given is changed. */
const untouched =
  /\b(?:given|inputs?|originals?|arguments?|parameters?|lists?|arrays?|objects?)\b[\w ]* (?:is|are) (?:not|never|left) (?:changed|modified|mutated|altered|unchanged|untouched|as (?:it is|they are))|\b(?:not|never|without) (?:chang|modify|mutat|alter)\w* (?:the |its |any |what )*(?:given|inputs?|arguments?|originals?|lists?|arrays?|it is given)\b/i;

/** Reads the words at a function; `names` are those of its parameters. */
export function promisesIn(words: string, names: readonly string[]): Promised {
  const clauses = clausesIn(words);
  const cases = clauses.flatMap((clause) =>
    statedIn(clause, names).map(({ condition, expected }) => ({
      condition,
      expected,
      sentence: clause.sentence,
    })),
  );
  const told = ({ condition, expected }: Stated, { given, came }: Seen): boolean | undefined =>
    came && condition.holds(given) === true ? expected(came, given) : undefined;
  const stated = cases.map((one): Pledge => ({
    sentence: one.sentence,
    kind: "stated",
    // Of two cases at once words do not say which goes first: either will do.
    kept: (call) => {
      const own = told(one, call);
      return own === false && cases.some((other) => told(other, call) === true) ? undefined : own;
    },
    inputs: (given) => one.condition.inputs(given).filter((each) => one.condition.holds(each) === true),
  }));
  const general = clauses.flatMap(({ sentence, text }) =>
    [boundsIn, arrangementsIn, whollyIn]
      .flatMap((read) => read(text, names))
      .map((kept): Pledge => ({
        sentence,
        kind: "general",
        kept: ({ given, came }) => (came?.type === "value" ? kept(came.value, given) : undefined),
        inputs: () => [],
      })),
  );
  const harmless = clauses.flatMap(({ sentence, text }): Pledge[] =>
    untouched.test(text) ||
    names.includes(
      /\bthe (\w+) (?:is|are) (?:not|never) (?:changed|modified|altered)\b/i.exec(text)?.[1] ?? "",
    )
      ? [
          {
            sentence,
            kind: "harmless",
            kept: ({ touched }) => (touched === undefined ? undefined : !touched),
            inputs: () => [],
          },
        ]
      : [],
  );
  const likenesses = clauses.flatMap(({ sentence, text }) =>
    twinsIn(text).map((twin) => Object.assign({ sentence }, twin)),
  );
  return { pledges: [...stated, ...general, ...harmless], likenesses };
}

const isBelowZero = (value: Plain): boolean =>
  Array.isArray(value) ? value.some(isBelowZero) : typeof value === "number" && value < 0;

/**
 * The pledges that were not misread, as far as the tests' own calls can tell: none of these breaks them, and what is said of every answer is
 * seen in two of them. It is then held to inputs of their kind: nobody says "between 0 and 1" of numbers below zero, where none are passed.
 */
export function soundOn(pledges: readonly Pledge[], own: readonly Seen[]): Pledge[] {
  const signed = own.some(({ given }) => given.some(isBelowZero));
  return pledges.flatMap((pledge): Pledge[] => {
    const told = own.map((call) => pledge.kept(call)).filter((kept) => kept !== undefined);
    if (told.includes(false)) return [];
    if (pledge.kind === "stated") return [pledge];
    if (told.length < Math.min(2, own.length)) return [];
    return [
      {
        ...pledge,
        kept: (call) => (!signed && call.given.some(isBelowZero) ? undefined : pledge.kept(call)),
      },
    ];
  });
}

const definition = (name: string): RegExp =>
  new RegExp(
    `(?:\\bdef\\s+${name}\\s*|\\bfunction\\s*\\*?\\s*${name}\\s*(?:<[^>]*>)?|\\b${name}\\s*=\\s*(?:async\\s*)?(?:function\\s*\\*?\\s*\\w*\\s*)?)\\(((?:[^()]|\\([^()]*\\))*)\\)|\\b${name}\\s*=\\s*(?:async\\s*)?(\\w+)\\s*=>`,
  );

/** Names of a function's parameters, in their order; none where they cannot be told. */
export function parametersIn(text: string, name: string): string[] {
  const [, listed, alone] = definition(name.replaceAll("$", "\\$")).exec(text) ?? [];
  if (alone !== undefined) return [alone];
  let depth = 0;
  const split = Array.from(listed ?? "", (sign) => {
    depth += "([{<".includes(sign) ? 1 : ")]}>".includes(sign) ? -1 : 0;
    return sign === "," && depth > 0 ? " " : sign;
  });
  return split
    .join("")
    .split(",")
    .flatMap((one) => /^[\s*.]*([A-Za-z_$][\w$]*)/.exec(one)?.[1] ?? (/^\s*[{[]/.test(one) ? "" : []));
}
