/** Which tests were red when, as the check told them: by its runs on record, and by those that cells asked for. */
import type { Fact } from "../../core/fact.ts";
import type { TestState } from "../../core/finding.ts";

/** One telling of the check. */
export interface Redness {
  /** The fact that told it. */
  readonly seq: number;
  /** The tree that it speaks of (`footprint.ts`). */
  readonly tree: number;
  readonly failing: readonly string[];
  readonly passing: readonly string[];
}

type Tests = readonly { readonly name: string; readonly state: TestState }[];

/** The tests that a fact tells of; `asked` are the calls of `checks.run`. Undefined when it tells of none, or the runner did not end. */
export function testsOf(fact: Fact, asked: ReadonlySet<string>): Tests | undefined {
  if (fact.type === "check.ran") return fact.report.ended ? fact.report.tests : undefined;
  if (fact.type !== "call.returned" || !asked.has(fact.call)) return undefined;
  return readTests(fact.value);
}

/** The value of `checks.run`, as the journal has it. */
function readTests(value: unknown): Tests | undefined {
  if (typeof value !== "object" || value === null || !("tests" in value) || !("ended" in value))
    return undefined;
  const { ended, tests } = value;
  if (ended !== true || !Array.isArray(tests)) return undefined;
  return tests.flatMap((test: unknown) => {
    if (typeof test !== "object" || test === null || !("name" in test) || !("state" in test)) return [];
    const { name, state } = test;
    const known = state === "passed" || state === "failed" || state === "skipped";
    return typeof name === "string" && known ? [{ name, state }] : [];
  });
}

/** The telling with the fewest red tests; the earliest of several. */
export function bestOf(redness: readonly Redness[]): Redness | undefined {
  return redness.reduce<Redness | undefined>(
    (best, each) => (best && best.failing.length <= each.failing.length ? best : each),
    undefined,
  );
}

/** Tests that passed at the best telling and fail at the last one, of another tree. New tests that are red are none of these. */
export function brokenSince(redness: readonly Redness[]): readonly string[] {
  const [best, last] = [bestOf(redness), redness.at(-1)];
  if (!best || !last || best.tree === last.tree || last.failing.length <= best.failing.length) return [];
  const passed = new Set(best.passing);
  return last.failing.filter((name) => passed.has(name));
}
