/** What words promise of the size of every answer: "never negative", "at most `limit` characters", "rounded to 2 decimals". */
import type { Plain } from "./documented.ts";
import { numbersOf, readBy, type Kept, type Read } from "./kept.ts";
import { isAlike } from "./stated.ts";
import { measureOf, sizeOf, subjectOf, type Given } from "./subjects.ts";

const eachNumber =
  (holds: (one: number) => boolean): Kept =>
  (answer) =>
    numbersOf(answer)?.every(holds);
const aNumber =
  (holds: (one: number, given: Given) => boolean | undefined): Kept =>
  (answer, given) =>
    typeof answer === "number" ? holds(answer, given) : undefined;

const limitOf = (
  words: string | undefined,
  names: readonly string[],
): ((given: Given) => number | undefined) | undefined => measureOf((words ?? "").toLowerCase(), names);

/** What the answer is, or has: the beginning of a sentence about it. */
const answer =
  "^(?:it |the function )?(?:(?:returns?|computes?|calculates?|finds?|gets?|gives?|yields?) (?:all |only |the |a |an )*|the (?:result|answer|output|returned \\w+) (?:is |has |will be |is always |always has )?)?";
/** What can be between two numbers; a distance or the days between them are something else. */
const ranged = "(?:number|integer|value|share|fraction|ratio|score|probability)s?";
const limit = "(?<limit>-?\\d+(?:\\.\\d+)?|\\w+)";
const begins = (rest: string): RegExp => new RegExp(answer + rest, "i");

const compared =
  (holds: (is: number, limit: number) => boolean): Read =>
  ({ groups }, names) => {
    const most = limitOf(groups?.["limit"], names);
    const noun = groups?.["noun"]?.toLowerCase();
    return (
      most &&
      ((one, given) => {
        const [is, to] = [
          noun === undefined
            ? one
            : noun === "characters" && typeof one !== "string"
              ? undefined
              : sizeOf(one),
          most(given),
        ];
        return typeof is === "number" && to !== undefined ? holds(is, to) : undefined;
      })
    );
  };

const nouns = "(?: (?<noun>characters|items|elements|entries|words|numbers|values|lines))?";

/** Where no noun says of what: of a list its size, else the number itself. */
const amountOf = (one: Plain): number | undefined =>
  Array.isArray(one) ? one.length : typeof one === "number" ? one : undefined;

const forms: readonly (readonly [RegExp, Read])[] = [
  [
    begins(`.*\\b(?:never (?:negative|below 0)|always non-?negative$|(?:is|are) not negative)`),
    () => eachNumber((one) => one >= 0),
  ],
  [begins("non-?negative (?:number|integer)$"), () => eachNumber((one) => one >= 0)],
  [/^(?:(?:it|the (?:result|answer)) is (?:always )?)?at least 1$/i, () => aNumber((one) => one >= 1)],
  [begins(`at most ${limit}${nouns}\\b(?! (?:of|%|percent))`), compared((is, to) => is <= to + 1e-9)],
  [
    /\b(?:shortens?|cuts?|truncates?|limits?|trims?) .*\bto (?:at most|no more than) (?<limit>\d+|\w+) (?<noun>characters|items|elements)\b/i,
    compared((is, to) => is <= to + 1e-9),
  ],
  [
    new RegExp("^[\\w '-]+, at most (?<limit>\\d+|\\w+)$", "i"),
    ({ groups }, names) => {
      const most = limitOf(groups?.["limit"], names);
      return (
        most &&
        ((one, given) => {
          const [is, to] = [amountOf(one), most(given)];
          return is === undefined || to === undefined ? undefined : is <= to;
        })
      );
    },
  ],
  [
    /\b(?:adds?|adding|sums?|summing) up to (?:exactly )?(?<limit>\d+|\w+)(?:$|,)/i,
    ({ groups }, names) => {
      const whole = limitOf(groups?.["limit"], names);
      return (
        whole &&
        ((one, given) => {
          const [numbers, to] = [Array.isArray(one) ? numbersOf(one) : undefined, whole(given)];
          return numbers && to !== undefined
            ? isAlike(
                numbers.reduce((sum, each) => sum + each, 0),
                to,
              )
            : undefined;
        })
      );
    },
  ],
  [
    /\b(?:each \w+ is|all (?:of them )?are) whole\b/i,
    () => (one) => (Array.isArray(one) ? numbersOf(one)?.every(Number.isInteger) : undefined),
  ],
  [
    /^never (?:returns?|gives?|yields?) more than (?<limit>\d+|\w+)(?: (?<noun>\w+))?$/i,
    compared((is, to) => is <= to + 1e-9),
  ],
  [begins(`(?:at least) ${limit}${nouns}\\b(?! (?:of|%|percent))`), compared((is, to) => is >= to - 1e-9)],
  [
    begins(`.*?\\b(?:never|not|no) (?:more|greater|larger|longer|higher) than ${limit}${nouns}$`),
    compared((is, to) => is <= to + 1e-9),
  ],
  [
    begins(`.*?\\b(?:never|not|no) (?:less|smaller|shorter|lower|fewer) than ${limit}${nouns}$`),
    compared((is, to) => is >= to - 1e-9),
  ],
  [
    begins(
      `(?:[\\w -]+, |all (?:results|values|of them) are |${ranged} (?:that (?:is|are) )?)?(?:always )?(?:between|from|in the range(?: of)?|limited to|clamped (?:to|between)) (?<from>-?\\d+(?:\\.\\d+)?|\\w+) (?:and|to) (?<to>-?\\d+(?:\\.\\d+)?|\\w+)(?:,? inclusive|,? both included| \\(inclusive\\))?$`,
    ),
    ({ groups }, names) => {
      const [from, to] = [limitOf(groups?.["from"], names), limitOf(groups?.["to"], names)];
      if (!from || !to) return undefined;
      return (one, given) => {
        const [least, most] = [from(given), to(given)];
        if (least === undefined || most === undefined || least > most) return undefined;
        return numbersOf(one)?.every((each) => each >= least - 1e-9 && each <= most + 1e-9);
      };
    },
  ],
  [
    /\brounded to (?:the nearest )?(?<limit>\d+|\w+) (?:decimals?|decimal places?|places|digits after (?:the|its) (?:decimal )?point)/i,
    ({ groups }, names) => {
      const places = limitOf(groups?.["limit"], names);
      return (
        places &&
        ((one, given) => {
          const to = places(given);
          return to === undefined || to < 0 || to > 6
            ? undefined
            : numbersOf(one)?.every(
                (each) => Math.abs(each - Number(each.toFixed(to))) <= 1e-9 * Math.max(1, Math.abs(each)),
              );
        })
      );
    },
  ],
  [
    /\brounded (?:up |down )?to (?:the (?:nearest|next) |a )?(?:whole (?:number)?|integer|full \w+)|\bas an integer\b|\b(?:result|answer) is an integer\b/i,
    () => eachNumber(Number.isInteger),
  ],
  [
    begins(
      `(?:(?:new )?(?:list|array|string|text|copy)[\\w -]*? )?(?:of the same length as|as long as|the same length as) (?<subject>[\\w ]+)$`,
    ),
    ({ groups }, names) => {
      const subject = subjectOf(groups?.["subject"]?.toLowerCase() ?? "", names);
      return (
        subject &&
        ((one, given) => {
          const at = subject(given);
          const [own, is] = [at === undefined ? undefined : sizeOf(given[at]), sizeOf(one)];
          return own === undefined || is === undefined ? undefined : own === is;
        })
      );
    },
  ],
  [
    begins(
      `(?:list|array|string|text) (?:of length|of exactly|with exactly|that is exactly|of) (?<limit>\\d+|\\w+)(?: (?:characters|items|elements|numbers|words))?$`,
    ),
    ({ groups }, names) => {
      const size = limitOf(groups?.["limit"], names);
      return (
        size &&
        ((one, given) => {
          const [wanted, is] = [size(given), sizeOf(one)];
          return wanted === undefined || is === undefined || wanted < 0 ? undefined : is === wanted;
        })
      );
    },
  ],
];

/** "Count the items that are not greater than 3" says nothing of how many these are. */
const isMade = /^(?:returns? )?(?:the )?(?:counts?|how many|number of|sum|total|product|average|mean)\b/i;

/** What a clause says of the size of every answer. */
export const boundsIn = (text: string, names: readonly string[]): Kept[] =>
  readBy(isMade.test(text) && !text.includes("rounded") && !text.includes(",") ? [] : forms, text, names);
