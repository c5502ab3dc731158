/** Runs the same tree again, to tell a mended test from one that turns green by itself. */
import type { CheckRun } from "../../../core/finding.ts";

/** Names of tests that two runs of one tree tell differently. Pure. */
export function unsteady(first: CheckRun, second: CheckRun): readonly string[] {
  const states = new Map(second.tests.map(({ name, state }) => [name, state]));
  return first.tests
    .filter(({ name, state }) => states.has(name) && states.get(name) !== state)
    .map(({ name }) => name);
}

/** A run without some of its tests; with none red left, its exit counts as 0. */
export function without(run: CheckRun, names: ReadonlySet<string>): CheckRun {
  const tests = run.tests.filter(({ name }) => !names.has(name));
  const red = tests.some(({ state }) => state === "failed");
  return { ...run, tests, exit: tests.length < run.tests.length && !red && run.ended ? 0 : run.exit };
}
