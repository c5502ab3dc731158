/** What is asked of an answer, and the numbers and texts that it is or holds. */
import type { Plain } from "./documented.ts";
import type { Given } from "./subjects.ts";

/** Whether an answer keeps what is said; undefined where it says nothing. */
export type Kept = (answer: Plain, given: Given) => boolean | undefined;

/** What a form of words asks, once it is found. */
export type Read = (found: RegExpExecArray, names: readonly string[]) => Kept | undefined;

/** All numbers of an answer that is nothing else. */
export const numbersOf = (answer: Plain): readonly number[] | undefined => {
  const all = Array.isArray(answer) ? answer : [answer];
  const numbers = all.filter((one) => typeof one === "number");
  return numbers.length > 0 && numbers.length === all.length ? numbers : undefined;
};
/** The texts that an answer is, or holds. */
export function textsOf(one: Plain): readonly string[] | undefined {
  const all = Array.isArray(one) ? one : [one];
  const texts = all.filter((item) => typeof item === "string");
  return texts.length > 0 && texts.length === all.length ? texts : undefined;
}

/** What the forms that are found in a clause ask. */
export function readBy(
  forms: readonly (readonly [RegExp, Read])[],
  text: string,
  names: readonly string[],
): Kept[] {
  // A case of its own says nothing of all the others.
  if (/\b(?:if|when|unless|given|input)\b/i.test(text)) return [];
  return forms.flatMap(([form, read]) => {
    const found = form.exec(text);
    const kept = found && read(found, names);
    return kept ? [kept] : [];
  });
}
