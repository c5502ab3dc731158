/** Which argument words mean, and the numbers that they name. */
import type { Plain } from "./documented.ts";

export type Given = readonly Plain[];

/** Which argument is meant, once the values are seen; undefined where that is not sure. */
export type Subject = (given: Given) => number | undefined;

export const only = (given: Given, is: (value: Plain) => boolean): number | undefined => {
  const places = given.flatMap((value, at) => (is(value) ? [at] : []));
  return places.length === 1 ? places[0] : undefined;
};
export const isList = (value: Plain | undefined): value is readonly Plain[] => Array.isArray(value);
export const isSized = (value: Plain): boolean => isList(value) || typeof value === "string";
export const sizeOf = (value: Plain | undefined): number | undefined =>
  isList(value) || typeof value === "string" ? value.length : undefined;

const lists =
  /^(?:(?:input |given )?(?:list|array|sequence|collection|tuple)s?(?: of \w+)?|numbers|items|elements|values|words|names|strings|texts)$/;
const texts = /^(?:(?:input |given )?(?:string|text|word|sentence|line|message|phrase|str))$/;
const numerals = /^(?:(?:input |given |whole )?(?:number|integer|int|value|amount)s?)$/;

/** The argument that a noun names: a parameter by its name, or the only one of its kind. */
export function subjectOf(words: string, names: readonly string[]): Subject | undefined {
  const noun = words
    .trim()
    .replace(/^(?:(?:the|an?|any|this|given|its|all) )+/, "")
    .replaceAll(/['"]/g, "");
  const at = names.findIndex((name) => [name.toLowerCase(), `${name.toLowerCase()}s`].includes(noun));
  if (at >= 0) return (given) => (at < given.length ? at : undefined);
  const named = names.findIndex(
    (name) =>
      name.length > 2 &&
      new RegExp(`^(?:\\w+ )?${name.toLowerCase()} (?:list|array|string|text|number)$`).test(noun),
  );
  if (named >= 0) return (given) => (named < given.length ? named : undefined);
  if (lists.test(noun)) return (given) => only(given, isList);
  if (texts.test(noun)) return (given) => only(given, (value) => typeof value === "string");
  if (numerals.test(noun))
    return (given) => (given.some(isList) ? undefined : only(given, (value) => typeof value === "number"));
  if (/^(?:input|argument|it)$/.test(noun)) return (given) => (given.length === 1 ? 0 : undefined);
  return undefined;
}

/** A number that is said, or that another argument or its size is. */
export function measureOf(
  words: string,
  names: readonly string[],
): ((given: Given) => number | undefined) | undefined {
  if (/^-?\d+(?:\.\d+)?$/.test(words)) return () => Number(words);
  const size = /^(?:the )?(?:length|size) of (.+)$/.exec(words)?.[1];
  const subject =
    names.some((name) => name.toLowerCase() === (size ?? words)) || size
      ? subjectOf(size ?? words, names)
      : undefined;
  if (!subject) return undefined;
  return (given) => {
    const at = subject(given);
    const value = at === undefined ? undefined : given[at];
    if (size !== undefined) return sizeOf(value);
    return typeof value === "number" ? value : undefined;
  };
}
