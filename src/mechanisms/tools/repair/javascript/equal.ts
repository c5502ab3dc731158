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
  if (Array.isArray(want))
    return (
      Array.isArray(got) && got.length === want.length && want.every((one, at) => equal(got[at], one, strict))
    );
  if (want instanceof Error) return got instanceof Error && got.message === want.message;
  if (want instanceof Map)
    return (
      got instanceof Map &&
      got.size === want.size &&
      [...want].every(([key, one]) => got.has(key) && equal(got.get(key), one, strict))
    );
  if (want instanceof Set)
    return (
      got instanceof Set &&
      got.size === want.size &&
      [...want].every((one) => [...got].some((other) => equal(other, one, strict)))
    );
  if (want instanceof Date || want instanceof RegExp || ArrayBuffer.isView(want))
    return isDeepStrictEqual(got, want);
  if (Array.isArray(got) || got instanceof Map || got instanceof Set || got instanceof Date) return false;
  if (strict && Object.getPrototypeOf(got) !== Object.getPrototypeOf(want)) return false;
  const keys = new Set([...Reflect.ownKeys(got), ...Reflect.ownKeys(want)]);
  return [...keys].every(
    (key) =>
      equal(got[key], want[key], strict) && (!strict || Object.hasOwn(got, key) === Object.hasOwn(want, key)),
  );
}

/** All that `want` has, `got` has too. */
export function contains(got: unknown, want: unknown): boolean {
  if (!isPlain(want)) return equal(got, want);
  return isObject(got) && Reflect.ownKeys(want).every((key) => key in got && contains(got[key], want[key]));
}
