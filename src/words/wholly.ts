/** Sentences that say all of an answer: which items of what is given it is, or what is made of them. */
import type { Plain } from "./documented.ts";
import { itemsOf, madeOf } from "./filters.ts";
import type { Kept } from "./kept.ts";
import { isAlike } from "./stated.ts";

/** A sentence that says all: which items, or what is made of them. */
export function whollyIn(text: string, names: readonly string[]): Kept[] {
  const phrase = text
    .replace(
      /^(?:it |the function )?(?:returns?|computes?|calculates?|finds?|gets?|gives?|yields?|determines?) /i,
      "",
    )
    .replace(/^(?:count|add|add up) (?=the |all |how many )/i, (verb) =>
      /count/i.test(verb) ? "count " : "sum of ",
    )
    .replace(/^count how many/i, "how many");
  const made = madeOf(phrase, names);
  if (made)
    return [
      (one, given) => {
        const wanted = typeof one === "number" ? made(given) : undefined;
        return wanted === undefined ? undefined : isAlike(one, wanted);
      },
    ];
  const listed =
    /^(?:the |a |new )*(?:list (?:of|with) )?(.+?)(?:,? in (?:their|the)(?: (?:same|original|given|own))? order| as a list)?$/i.exec(
      phrase,
    )?.[1];
  const items =
    listed === undefined ||
    !/\b(?:even|odd|prime|positive|negative|than|divisible|vowels|digits|non-?zero)\b/i.test(listed)
      ? undefined
      : itemsOf(listed, names);
  if (!items) return [];
  return [
    (one, given) => {
      const wanted = items(given);
      const is = typeof one === "string" ? Array.from(one) : one;
      if (!wanted || !Array.isArray(is) || new Set(wanted).size < wanted.length) return undefined;
      const spelt = (list: readonly Plain[]): string =>
        list
          .map((item) => JSON.stringify(item))
          .toSorted()
          .join();
      return spelt(is) === spelt(wanted);
    },
  ];
}
