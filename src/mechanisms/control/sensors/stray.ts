/** Whether a piece of a change says nothing new but another number or sign, as slips of the hand do and rewriting hardly ever does. */
import { tokenize, type Token } from "./tokens.ts";

/** Words that say what signs say elsewhere. */
const likeSigns = /^(?:and|or|not|is|in|true|false|True|False)$/;

/** Signs that set things apart and reckon nothing; a comma more or brackets around a term are style. */
const separators = /^[()[\]{},;:.@]$/;

/** Another way to write the same comparison, mostly. */
const stricter = new Map([
  ["==", "==="],
  ["!=", "!=="],
]);

function reckons({ type, text }: Token): boolean {
  return type === "number" || likeSigns.test(text) || (type === "sign" && !separators.test(text));
}

/** Alike for two ways to write the same; numbers with a suffix (`2n`) are as they stand. */
function value({ type, text }: Token): string {
  const number = type === "number" ? Number(text.replaceAll("_", "")) : Number.NaN;
  return Number.isNaN(number) ? (stricter.get(text) ?? text) : `${number}`;
}

/**
 * The change between two versions of a program, such as `<= → <` or `→ + 1`, where all that differs is up to two numbers and signs in one
 * place; undefined where anything else does, or the two say the same.
 */
export function strayIn(was: string, is: string, file: string): string | undefined {
  const [old, now] = [was, is].map((text) => tokenize(text, file).filter(({ type }) => type !== "newline"));
  if (!old || !now || Math.abs(old.length - now.length) > 2) return undefined;
  const same = (a: Token | undefined, b: Token | undefined): boolean =>
    a?.text === b?.text && a?.type === b?.type;
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && same(old[start], now[start])) start += 1;
  let end = 0;
  while (end < shorter - start && same(old.at(-1 - end), now.at(-1 - end))) end += 1;
  const [gone, come] = [old, now].map((tokens) => tokens.slice(start, tokens.length - end));
  if (!gone || !come || Math.max(gone.length, come.length) > 2 || !gone.concat(come).every(reckons))
    return undefined;
  if (gone.map(value).join(" ") === come.map(value).join(" ")) return undefined;
  return [gone, come]
    .map((tokens) => tokens.map(({ text }) => text).join(" "))
    .join(" → ")
    .trim();
}
