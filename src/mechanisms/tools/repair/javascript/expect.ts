/** `expect` as jest and vitest have it, as far as tests of small projects use it. The real runner has the last word on a repair. */
import { inspect } from "node:util";
import { contains, equal, isObject, Placeholder } from "./equal.ts";
import { rememberedBy } from "./mocks.ts";

type Matcher = (got: unknown, ...want: unknown[]) => boolean;

const at = (value: unknown, path: unknown): { readonly has: boolean; readonly value: unknown } => {
  const names: unknown[] = Array.isArray(path)
    ? path
    : String(path)
        .split(/[.[\]]+/)
        .filter(Boolean);
  let here = value;
  for (const name of names) {
    if (!isObject(here) || !(String(name) in here)) return { has: false, value: undefined };
    here = here[String(name)];
  }
  return { has: true, value: here };
};

/** A class, a part of the message, an expression that it fits, an error with the message; anything where nothing is asked. */
function isThrown(thrown: unknown, want: unknown): boolean {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (want === undefined) return true;
  if (typeof want === "function") return thrown instanceof want;
  if (want instanceof RegExp) return want.test(message);
  if (want instanceof Placeholder) return want.accepts(thrown);
  if (want instanceof Error) return message === want.message;
  return typeof want === "string" && message.includes(want);
}

function throws(got: unknown, want: unknown): boolean {
  // What was rejected stands for itself.
  if (typeof got !== "function") return isThrown(got, want);
  try {
    got();
  } catch (error) {
    return isThrown(error, want);
  }
  return false;
}

const numbers =
  (holds: (a: number | bigint, b: number | bigint) => boolean): Matcher =>
  (got, want) =>
    (typeof got === "number" || typeof got === "bigint") &&
    (typeof want === "number" || typeof want === "bigint") &&
    holds(got, want);

const has = (got: unknown, want: unknown): boolean =>
  typeof got === "string" ? got.includes(String(want)) : isIterable(got) && [...got].includes(want);

const isIterable = (value: unknown): value is Iterable<unknown> =>
  isObject(value) && Symbol.iterator in value;

const calls = (got: unknown): unknown[][] => {
  const memory = rememberedBy(got);
  if (!memory) throw new TypeError("this is no function that remembers its calls");
  return memory.calls;
};

const matchers: Readonly<Record<string, Matcher>> = {
  toBe: (got, want) => Object.is(got, want),
  toEqual: (got, want) => equal(got, want),
  toStrictEqual: (got, want) => equal(got, want, true),
  toBeTruthy: (got) => Boolean(got),
  toBeFalsy: (got) => !got,
  toBeNull: (got) => got === null,
  toBeUndefined: (got) => got === undefined,
  toBeDefined: (got) => got !== undefined,
  toBeNaN: (got) => Number.isNaN(got),
  toBeGreaterThan: numbers((a, b) => a > b),
  toBeGreaterThanOrEqual: numbers((a, b) => a >= b),
  toBeLessThan: numbers((a, b) => a < b),
  toBeLessThanOrEqual: numbers((a, b) => a <= b),
  toBeCloseTo: (got, want, digits = 2) => Math.abs(Number(got) - Number(want)) < 10 ** -Number(digits) / 2,
  toContain: has,
  toContainEqual: (got, want) => isIterable(got) && [...got].some((one) => equal(one, want)),
  toHaveLength: (got, want) =>
    at(got, "length").value === want || (typeof got === "string" && got.length === want),
  toHaveProperty: (got, ...[path, ...want]) => {
    const found = at(got, path);
    return found.has && (want.length === 0 || equal(found.value, want[0]));
  },
  toMatch: (got, want) =>
    typeof got === "string" && (want instanceof RegExp ? want.test(got) : got.includes(String(want))),
  toMatchObject: contains,
  toBeInstanceOf: (got, want) => typeof want === "function" && got instanceof want,
  toBeTypeOf: (got, want) => typeof got === want,
  toThrow: throws,
  toThrowError: throws,
  toHaveBeenCalled: (got) => calls(got).length > 0,
  toHaveBeenCalledOnce: (got) => calls(got).length === 1,
  toHaveBeenCalledTimes: (got, want) => calls(got).length === want,
  toHaveBeenCalledWith: (got, ...want) => calls(got).some((given) => equal(given, want)),
  toHaveBeenLastCalledWith: (got, ...want) => equal(calls(got).at(-1), want),
  toHaveBeenNthCalledWith: (got, nth, ...want) => equal(calls(got)[Number(nth) - 1], want),
};

type Made = Record<string, unknown>;

function judge(name: string, matcher: Matcher, not: boolean): (got: unknown, want: unknown[]) => void {
  return (got, want) => {
    if (matcher(got, ...want) !== not) return;
    const shown = [got, ...want].map((value) => inspect(value, { depth: 3, breakLength: 120 }).slice(0, 200));
    throw new Error(`expect(${shown[0]})${not ? ".not" : ""}.${name}(${shown.slice(1).join(", ")})`);
  };
}

function matchersOf(not: boolean, apply: (check: (got: unknown) => void) => unknown): Made {
  return Object.fromEntries(
    Object.entries(matchers).map(([name, matcher]) => {
      const check = judge(name, matcher, not);
      return [name, (...want: unknown[]) => apply((got) => check(got, want))];
    }),
  );
}

const both = (apply: (check: (got: unknown) => void) => unknown): Made =>
  Object.assign(matchersOf(false, apply), { not: matchersOf(true, apply) });

async function rejection(got: unknown): Promise<unknown> {
  const work: unknown = typeof got === "function" ? got() : got;
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error("the promise was kept, and should have been broken");
}

/** `expect(value)`. */
export function expectation(got: unknown): Made {
  return Object.assign(
    both((check) => check(got)),
    {
      resolves: both(async (check) => check(await (typeof got === "function" ? got() : got))),
      rejects: both(async (check) => check(await rejection(got))),
    },
  );
}

const any = (type: unknown): Placeholder =>
  new Placeholder("any", (value) => {
    if (typeof type !== "function") return false;
    return value instanceof type || typeof value === type.name.toLowerCase();
  });

/** `expect`, with its placeholders. */
export const expecting = Object.assign(expectation, {
  any,
  anything: () => new Placeholder("anything", (value) => value !== null && value !== undefined),
  objectContaining: (want: unknown) => new Placeholder("object", (value) => contains(value, want)),
  arrayContaining: (want: readonly unknown[]) =>
    new Placeholder(
      "array",
      (value) => Array.isArray(value) && want.every((one) => value.some((other) => equal(other, one))),
    ),
  stringContaining: (want: string) =>
    new Placeholder("string", (value) => typeof value === "string" && value.includes(want)),
  stringMatching: (want: RegExp | string) =>
    new Placeholder("string", (value) => typeof value === "string" && new RegExp(want).test(value)),
  closeTo: (want: number, digits = 2) =>
    new Placeholder("number", (value) => Math.abs(Number(value) - want) < 10 ** -digits / 2),
  assertions: () => undefined,
  hasAssertions: () => undefined,
});
