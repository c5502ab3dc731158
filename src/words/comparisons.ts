/** Conditions on what is given: a size or a number compared, nothing in it, all of them alike. */
import type { Plain } from "./documented.ts";
import { isList, isSized, measureOf, sizeOf, type Given, type Subject } from "./subjects.ts";

export interface Condition {
  /** The argument that it speaks of, where it is one. */
  readonly subject?: Subject;
  /** Undefined where it cannot be told. */
  holds(given: Given): boolean | undefined;
  /** Calls like a usual one for which it may hold. */
  inputs(given: Given): readonly Given[];
}

type Test = (a: number, b: number) => boolean;
const comparisons: readonly (readonly [RegExp, Test, readonly number[]])[] = [
  [/^(?:(?:strictly )?(?:less|fewer|smaller|lower) than|below|under|<) (.+)$/, (a, b) => a < b, [-1, -2]],
  [
    /^(?:(?:strictly )?(?:greater|more|larger|bigger|higher) than|above|over|>) (.+)$/,
    (a, b) => a > b,
    [1, 2],
  ],
  [/^(?:at least|not (?:below|less than|fewer than)|>=) (.+)$/, (a, b) => a >= b, [0, 1]],
  [/^(?:at most|not (?:above|greater than|more than|larger than)|<=|up to) (.+)$/, (a, b) => a <= b, [0, -1]],
  [/^(.+) or (?:less|fewer|below|lower|smaller)$/, (a, b) => a <= b, [0, -1]],
  [/^(.+) or (?:more|above|greater|larger|higher)$/, (a, b) => a >= b, [0, 1]],
  [/^(?:equal to|equals|=|==|exactly|just|only)? ?(.+)$/, (a, b) => a === b, [0]],
];

const signs: readonly (readonly [RegExp, string])[] = [
  [/^(?:non-?positive|not positive)$/, "at most 0"],
  [/^(?:non-?negative|not negative)$/, "at least 0"],
  [/^negative$/, "below 0"],
  [/^positive$/, "above 0"],
];

export function compared(
  subject: Subject,
  said: string,
  names: readonly string[],
  sized: boolean,
): Condition | undefined {
  const predicate = signs.find(([words]) => words.test(said))?.[1] ?? said;
  if (!sized && /^(?:even|odd)$/.test(predicate)) {
    const rest = predicate === "odd" ? 1 : 0;
    return on(
      subject,
      (value) => (typeof value === "number" ? Math.abs(value % 2) === rest : undefined),
      () => [rest, rest + 2, rest + 4],
    );
  }
  if (!sized && /^(?:none|null)$/.test(predicate))
    return on(
      subject,
      (value) => value === null,
      () => [],
    );
  for (const [words, test, steps] of comparisons) {
    const limit = measureOf(words.exec(predicate)?.[1] ?? "", names);
    if (!limit) continue;
    return on(
      subject,
      (value, given) => {
        const [is, most] = [sized ? sizeOf(value) : value, limit(given)];
        return typeof is === "number" && most !== undefined ? test(is, most) : undefined;
      },
      (value, given) => {
        const most = limit(given);
        if (most === undefined) return [];
        const wanted = steps.map((step) => most + step);
        if (!sized) return typeof value === "number" ? wanted : [];
        return isList(value) || typeof value === "string"
          ? wanted.flatMap((size) => (size >= 0 && size <= value.length ? [value.slice(0, size)] : []))
          : [];
      },
    );
  }
  return undefined;
}

function on(
  subject: Subject,
  holds: (value: Plain, given: Given) => boolean | undefined,
  make: (value: Plain, given: Given) => readonly Plain[],
): Condition {
  return {
    subject,
    holds(given) {
      const at = subject(given);
      const value = at === undefined ? undefined : given[at];
      return value === undefined ? undefined : holds(value, given);
    },
    inputs(given) {
      const at = subject(given);
      const value = at === undefined ? undefined : given[at];
      return at === undefined || value === undefined
        ? []
        : make(value, given).map((next) => given.with(at, next));
    },
  };
}

const emptied = (value: Plain): readonly Plain[] =>
  isList(value) ? [[]] : typeof value === "string" ? [""] : [];
export const isEmpty = (subject: Subject): Condition =>
  on(subject, (value) => (isSized(value) ? sizeOf(value) === 0 : undefined), emptied);

/** What is empty has none of anything; what is not may have none, too: nothing is known of that. */
export function hasNone(subject: Subject): Condition {
  const empty = isEmpty(subject);
  return { ...empty, holds: (given) => (empty.holds(given) === true ? true : undefined) };
}

export const unequal: Condition = {
  holds: (given) =>
    given.length === 2 && given.every(isSized) ? sizeOf(given[0]) !== sizeOf(given[1]) : undefined,
  inputs: (given) => {
    const [first = null, second = null] = given;
    return isList(first) || typeof first === "string" ? [[first.slice(1), second]] : [];
  },
};

export function eachNumber(wanted: number, every: boolean): Condition {
  const numeric = (given: Given): boolean =>
    given.length > 1 && given.every((value) => typeof value === "number");
  const is = (value: Plain): boolean => value === wanted;
  return {
    holds: (given) => (numeric(given) ? (every ? given.every(is) : given.some(is)) : undefined),
    inputs: (given) => (every ? [given.map(() => wanted)] : given.map((_, at) => given.with(at, wanted))),
  };
}

/** Of all lists and texts that are given, at least two. */
export function eachSized(holds: (empty: readonly boolean[]) => boolean): Condition {
  return {
    holds(given) {
      const sizes = given.flatMap((value) => sizeOf(value) ?? []);
      return sizes.length < 2 ? undefined : holds(sizes.map((size) => size === 0));
    },
    inputs: (given) => given.flatMap((value, at) => emptied(value).map((next) => given.with(at, next))),
  };
}
