/** What `vitest`, `@jest/globals` and jest's own globals are in a repair worker: the tests of node:test's double, with their own words. */
import { format } from "node:util";
import { expecting } from "./expect.ts";
import { mocking } from "./mocks.ts";
import { testDouble } from "./registry.ts";

type Register = (...given: unknown[]) => unknown;

/** The names that a module double exports. */
export const names = [
  "test",
  "it",
  "describe",
  "suite",
  "beforeAll",
  "afterAll",
  "beforeEach",
  "afterEach",
  "expect",
  "assert",
  "vi",
  "jest",
] as const;

const isRegister = (value: unknown): value is Register => typeof value === "function";

/** `test.each(rows)(name, body)`; a row that is no list is one argument. */
function each(register: Register) {
  return (rows: readonly unknown[]) =>
    (title: string, body: (...given: unknown[]) => unknown): void => {
      for (const row of rows) {
        const given: readonly unknown[] = Array.isArray(row) ? row : [row];
        register(named(title, given), () => body(...given));
      }
    };
}

function named(title: string, given: readonly unknown[]): string {
  const [first] = given;
  const filled = title.replaceAll(/\$(\w+)/g, (whole, name: string) =>
    typeof first === "object" && first !== null && name in first ? String(Reflect.get(first, name)) : whole,
  );
  const places = filled.match(/%[sdifjoOp]/g)?.length ?? 0;
  return format(filled.replaceAll("%p", "%o"), ...given.slice(0, places));
}

/** A fresh body for each runner's `it`: a second parameter is no callback there. */
const plain =
  (register: Register): Register =>
  (...given) =>
    register(
      ...given.map((one) =>
        isRegister(one) && one.length > 1 ? (context: unknown): unknown => one(context) : one,
      ),
    );

function own(register: unknown): Register {
  if (!isRegister(register)) throw new TypeError("the registry has changed its shape");
  const skip: unknown = Reflect.get(register, "skip");
  const todo: unknown = Reflect.get(register, "todo");
  const base = plain(register);
  return Object.assign(base, { skip, todo, only: base, each: each(base), concurrent: base, failing: skip });
}

/** Everything under its name. */
export function runnerDouble(): Record<(typeof names)[number], unknown> {
  const double = testDouble();
  const test = own(double["test"]);
  const describe = own(double["describe"]);
  return {
    test,
    it: test,
    describe,
    suite: describe,
    beforeAll: double["before"],
    afterAll: double["after"],
    beforeEach: double["beforeEach"],
    afterEach: double["afterEach"],
    expect: expecting,
    assert: expecting,
    vi: mocking,
    jest: mocking,
  };
}
