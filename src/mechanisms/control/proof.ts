/** Judges a claim to be done by two runs of a check: what was red before must be reported green by name now. */
import type { Evidence, Tally } from "../../core/evidence.ts";
import type { CheckRun, TestResult, TestState } from "../../core/finding.ts";

/** Two runs of one check, and what lies between them. */
export interface Claim {
  /** The check on the state before the first change. */
  readonly before: CheckRun;
  /** The check on the state now. With protected paths changed and not declared: the run with their originals shown. */
  readonly after: CheckRun;
  /** Workspace paths that differ between the two. */
  readonly changed: readonly string[];
  /** Those of `changed` that belong to the check itself: tests, their configuration, the runner's. */
  readonly protectedChanged: readonly string[];
  /** Protected paths that the task itself says may change. */
  readonly declared: readonly string[];
}

/** Counts of a run's tests. */
export function tally(run: CheckRun): Tally {
  const count = (state: TestState): number => run.tests.filter((test) => test.state === state).length;
  return { passed: count("passed"), failed: count("failed"), skipped: count("skipped") };
}

const named = (tests: readonly TestResult[], state: TestState): readonly string[] =>
  tests.filter((test) => test.state === state).map(({ name }) => name);

/** A few names, and how many more there are. */
function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(", ");
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}

/** Such as "1 test still fails: adds", or nothing when there are no names. */
const say = (names: readonly string[], one: string, several: string): readonly string[] =>
  names.length === 0 ? [] : [`${names.length} ${names.length === 1 ? one : several}: ${list(names)}`];

/**
 * Tells the state of tests that were reported before. A whole file or suite that failed (it did not load, its hook threw) has no line of
 * its own once it works, nor has a file that had named no tests: then its tests speak for it, and at least one must have passed.
 */
function statesNow(run: CheckRun): (test: TestResult) => TestState | "vanished" {
  const known = new Map(run.tests.map(({ name, state }) => [name, state]));
  return (test) => {
    const own = known.get(test.name);
    if (own) return own;
    if (test.state !== "failed" && test.name !== test.file) return "vanished";
    const inside = run.tests.filter(({ name }) => name.startsWith(`${test.name} > `));
    if (inside.some(({ state }) => state === "failed")) return "failed";
    return inside.some(({ state }) => state === "passed") ? "passed" : "vanished";
  };
}

const unended = (run: CheckRun): string => run.trouble ?? "the runner did not end by itself";

/** Exits of a shell that could not run the command at all: no redness of the project's. */
const notRun: ReadonlySet<number> = new Set([126, 127]);

/** Red, be it without a name: the runner could not load the tests, or was ended because the program ran for ever. */
const isRed = (run: CheckRun): boolean => run.timedOut || (run.exit !== 0 && !notRun.has(run.exit));

/** Why the run before proves nothing. */
function reasonsBefore(before: CheckRun): readonly string[] {
  if (isRed(before)) return [];
  if (!before.ended) return [`before the change: ${unended(before)}`];
  return ["nothing was red before, so the check proves nothing about this change"];
}

/** What is mended: the red tests by name, or the whole command when it had named none and tests pass now. */
function mended({ before, after }: Claim): readonly string[] {
  if (!after.ended || !isRed(before)) return [];
  const red = before.tests.filter(({ state }) => state === "failed");
  const stateNow = statesNow(after);
  if (red.length > 0) return red.filter((test) => stateNow(test) === "passed").map(({ name }) => name);
  return after.exit === 0 && named(after.tests, "passed").length > 0 ? [before.check.command] : [];
}

/** What became of the tests that were known before. */
function reasonsAfter(before: CheckRun, after: CheckRun): readonly string[] {
  const stateNow = statesNow(after);
  const states = before.tests.map((test) => ({ test, now: stateNow(test) }));
  const failing = named(after.tests, "failed");
  const green = named(after.tests, "passed").length > 0;
  const turned = states.flatMap(({ test, now }) =>
    test.state === "passed" && now === "failed" ? [test.name] : [],
  );
  const still = failing.filter((name) => !turned.includes(name));
  // A runner that left early names too few tests; to list those as vanished would only hide why.
  const gone = after.ended ? states.filter(({ now }) => now === "vanished") : [];
  const skipped = states.filter(({ test, now }) => now === "skipped" && test.state !== "skipped");
  return [
    ...(after.ended ? [] : [unended(after)]),
    ...gone.map(({ test }) => `test ${test.name} vanished`),
    ...skipped.map(({ test }) => `test ${test.name} is skipped now`),
    ...say(turned, "test passed before and fails now", "tests passed before and fail now"),
    ...say(still, "test still fails", "tests still fail"),
    ...(after.ended && after.exit === 0 && !green ? ["no test is reported to pass"] : []),
    ...(after.ended && after.exit !== 0 && failing.length === 0
      ? [`the check ends with exit ${after.exit}, though no test is reported to fail`]
      : []),
  ];
}

/**
 * Pure. Proven only if the check was red before, each test that it named red is reported passed by name now, no test named before
 * vanished, turned skipped or turned red, the runner ended by itself, and the check's exit is 0. A `command` check has one test,
 * named after the command: its exit code is all that is known.
 */
export function judge(claim: Claim): Evidence {
  const { before, after, changed, protectedChanged, declared } = claim;
  const undeclared = protectedChanged.filter((path) => !declared.includes(path));
  const fixed = mended(claim);
  const found = [...reasonsBefore(before), ...reasonsAfter(before, after)];
  const proven = found.length === 0 && fixed.length > 0;
  const originals = undeclared.map((path) =>
    proven
      ? `${path} was changed: the original decided, and it passes`
      : `${path} was changed: the original decides, and it fails`,
  );
  return {
    proven,
    command: before.check.command,
    before: tally(before),
    after: tally(after),
    fixed,
    failing: named(after.tests, "failed"),
    changed,
    reasons: [
      ...found,
      ...originals,
      ...(proven && before.check.runner === "command"
        ? ["only the exit code of the check is known, not its tests by name"]
        : []),
    ],
  };
}
