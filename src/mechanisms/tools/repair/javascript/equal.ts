/** Equality as jest and vitest have it: by structure, with placeholders such as `expect.any(Number)`. */
import { isDeepStrictEqual } from "node:util";

/** Stands for every value that it accepts. */
export class Placeholder {
  readonly accepts: (value: unknown) => boolean;
  readonly words: string;

  constructor(words: string, accepts: (value: unknown) => boolean) {
    this.words = words;
    this.accepts = accepts;
  }
}

type Plain = Readonly<Record<PropertyKey, unknown>>;

export const isObject = (value: unknown): value is Plain => typeof value === "object" && value !== null;

const isPlain = (value: unknown): value is Plain =>
  isObject(value) && [Object.prototype, null].includes(Object.getPrototypeOf(value));

/** `strict` also asks for the same types, and tells absent from undefined. */
export function equal(got: unknown, want: unknown, strict = false): boolean {
  if (want instanceof Placeholder) return want.accepts(got);
  if (Object.is(got, want)) return true;
  if (!isObject(got) || !isObject(want)) return false;
  if (want instanceof Error) return got instanceof Error && got.message === want.message;
  const kind = kindOf(want);
  if (kind !== kindOf(got)) return false;
  if (kind === "exact") return isDeepStrictEqual(got, want);
  if (strict && Object.getPrototypeOf(got) !== Object.getPrototypeOf(want)) return false;
  return kind === "plain"
    ? sameParts(got, want, strict)
    : sameItems([...items(got)], [...items(want)], strict);
}

const kindOf = (value: Plain): "list" | "exact" | "plain" => {
  if (Array.isArray(value) || value instanceof Map || value instanceof Set) return "list";
  return value instanceof Date || value instanceof RegExp || ArrayBuffer.isView(value) ? "exact" : "plain";
};

const items = (value: unknown): Iterable<unknown> =>
  Array.isArray(value) || value instanceof Map || value instanceof Set ? value : [];

/** One by one; the order counts, as nearly all tests have it also for maps and sets. */
const sameItems = (got: readonly unknown[], want: readonly unknown[], strict: boolean): boolean =>
  got.length === want.length && want.every((one, at) => equal(got[at], one, strict));

const sameParts = (got: Plain, want: Plain, strict: boolean): boolean =>
  [...new Set([...Reflect.ownKeys(got), ...Reflect.ownKeys(want)])].every(
    (key) =>
      equal(got[key], want[key], strict) && (!strict || Object.hasOwn(got, key) === Object.hasOwn(want, key)),
  );

/** All that `want` has, `got` has too. */
export function contains(got: unknown, want: unknown): boolean {
  if (!isPlain(want)) return equal(got, want);
  return isObject(got) && Reflect.ownKeys(want).every((key) => key in got && contains(got[key], want[key]));
}
