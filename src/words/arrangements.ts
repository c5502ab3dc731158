/** What words promise of how an answer is arranged: "in their order", "sorted, each once", "in small letters". */
import type { Plain } from "./documented.ts";
import { numbersOf, readBy, textsOf, type Kept, type Read } from "./kept.ts";
import type { Given } from "./subjects.ts";

/** Where each item of an answer first stands in the only list that is given; undefined where one is not in it. */
function placesOf(one: Plain, given: Given): readonly number[] | undefined {
  const lists = given.filter((each) => Array.isArray(each));
  if (!Array.isArray(one) || lists.length !== 1 || one.length < 2) return undefined;
  const own = (lists[0] ?? []).map((item) => JSON.stringify(item));
  const places = one.map((item: Plain) => own.indexOf(JSON.stringify(item)));
  return places.includes(-1) ? undefined : places;
}

/** The answer is what remains of the list that is given when some is left out. */
const inOrder: Kept = (one, given) => {
  if (!Array.isArray(one) || !placesOf(one, given)) return undefined;
  const own = (given.find((each) => Array.isArray(each)) ?? []).map((item) => JSON.stringify(item));
  let at = 0;
  return one.every((item: Plain) => {
    at = own.indexOf(JSON.stringify(item), at) + 1;
    return at > 0;
  });
};

const forms: readonly (readonly [RegExp, Read])[] = [
  [
    /\bin (?:their |its |the )?(?:original|given|own) order\b|\bin their order\b|\b(?:keep|keeping|preserv\w+|maintain\w*) (?:the |their )?(?:original |relative )?order\b/i,
    () => inOrder,
  ],
  [
    /\bin (?:small letters|lower-?\s?case(?: letters)?)$/i,
    () => (one) => textsOf(one)?.every((text) => text === text.toLowerCase()),
  ],
  [
    /\bin (?:capitals|capital letters|upper-?\s?case(?: letters)?)$/i,
    () => (one) => textsOf(one)?.every((text) => text === text.toUpperCase()),
  ],
  [
    /\bin alphabetical order$/i,
    () => (one) => {
      const texts = Array.isArray(one) ? textsOf(one) : undefined;
      // Where capitals and other signs stand is a matter of taste.
      return texts?.every((text) => /^[a-z]*$/.test(text))
        ? texts.every((text, at) => at === 0 || (texts[at - 1] ?? "") <= text)
        : undefined;
    },
  ],
  [
    /\border of (?:their )?first (?:appearance|occurrence|use)|\border in which they (?:first )?(?:appear|occur)/i,
    () => (one, given) => {
      const places = placesOf(one, given);
      return places?.every((place, at) => at === 0 || (places[at - 1] ?? 0) <= place);
    },
  ],
  [
    /\b(?:each (?:only |just |exactly )?(?:1|once)|without (?:any )?(?:duplicates|repeats|repetitions)|no duplicates)\b/i,
    () => (one) =>
      Array.isArray(one) && one.length > 1
        ? new Set(one.map((item: Plain) => JSON.stringify(item))).size === one.length
        : undefined,
  ],
  [
    /\b(?:sorted|in ascending order|in increasing order|smallest first|from (?:the )?(?:smallest|lowest) (?:to|up))(?! by)(?:$|[,.])/i,
    () => (one) => {
      const numbers = Array.isArray(one) ? numbersOf(one) : undefined;
      return numbers && numbers.length > 1
        ? numbers.every((each, at) => at === 0 || (numbers[at - 1] ?? 0) <= each)
        : undefined;
    },
  ],
];

/** What a clause says of the order and the manner of every answer. */
export const arrangementsIn = (text: string, names: readonly string[]): Kept[] => readBy(forms, text, names);
