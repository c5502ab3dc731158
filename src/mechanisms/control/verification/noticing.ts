/** Shows that a check could have failed where nothing was red: with the change undone, or a line of it altered. */
import type { CheckRun, TestResult } from "../../../core/finding.ts";
import { textOn } from "../sensors/patch.ts";
import { isProgram } from "../sensors/tokens.ts";
import type { Bench } from "./bench.ts";
import { mutantsOf, type Mutant } from "./mutants.ts";
import type { Reading } from "./subject.ts";

/** What was noticed. */
export interface Noticed {
  /** Tests that fail with the change undone and pass with it, by name. */
  readonly names: readonly string[];
  /** True when the tests could not even be loaded without the change: that alone says only that a name was missing. */
  readonly loadOnly: boolean;
  /** With the new tests shown: what went wrong with them on the change itself. */
  readonly trouble?: string;
}

const isNew =
  (reading: Reading) =>
  (file: string): boolean =>
    ["new", "added"].includes(reading.fates.get(file) ?? "") ||
    reading.accepted.has(file) ||
    reading.declared.includes(file);

/** True where there are changed tests that could notice the change undone. */
export function hasNewTests(reading: Reading): boolean {
  return reading.protectedChanged.some(isNew(reading));
}

/** Runs the new and changed tests on the change and on the original programs. */
export async function undo(bench: Bench, reading: Reading): Promise<Noticed> {
  const fresh = isNew(reading);
  const held = (file: string): boolean => reading.held.includes(file);
  const now = await bench.run({
    on: "the change, with its own tests",
    show: (file) => (held(file) && !fresh(file) ? "before" : "after"),
  });
  const failing = now.tests.filter(({ state }) => state === "failed").map(({ name }) => name);
  if (!now.ended || now.exit !== 0 || failing.length > 0)
    return {
      names: [],
      loadOnly: false,
      trouble: `the tests that came with the change fail: ${failing.slice(0, 3).join(", ") || (now.trouble ?? `exit ${now.exit}`)}`,
    };
  const then = await bench.run({
    on: "the original programs, with the change's tests",
    show: (file) => (fresh(file) ? "after" : "before"),
  });
  return compare(now, then, fresh);
}

/** A test notices when it passes with the change and does not without it. */
function compare(now: CheckRun, then: CheckRun, fresh: (file: string) => boolean): Noticed {
  const states = new Map(then.tests.map((test) => [test.name, test]));
  const passing = now.tests.filter(({ state }) => state === "passed");
  const failed = passing.filter(({ name }) => states.get(name)?.state === "failed");
  // A file that cannot be loaded may end the whole run: what is not told of the others says nothing.
  const unloaded = passing.filter(
    ({ name, file }) => !states.has(name) && (file === undefined || fresh(file)) && isUnloaded(then, file),
  );
  return {
    names: [...failed, ...unloaded].map(({ name }) => name),
    loadOnly: failed.every((test) => isMissingName(states.get(test.name))),
  };
}

/** True when a file, or the whole run, failed before it could name its tests. */
function isUnloaded({ tests, exit }: CheckRun, file: string | undefined): boolean {
  const own = tests.filter((test) => test.file === file);
  return own.length === 0
    ? exit !== 0
    : own.every(({ state, name }) => state === "failed" && !name.includes(" > "));
}

const isMissingName = (test: TestResult | undefined): boolean =>
  /\bis not (?:a function|defined|a constructor|exported)\b|\bdoes not provide an export\b|\bhas no attribute\b|\bcannot import name\b|\bNo module named\b|Cannot find module|\bunresolved\b|\bundefined:/.test(
    test?.message ?? "",
  );

export interface Altered {
  /** Mutants that were tried, and the one that was noticed. */
  readonly tried: number;
  readonly noticed?: Mutant;
  /** The tests that noticed. */
  readonly names: readonly string[];
}

/** Alters changed lines, one at a time, until the tests notice one; at most `limit`, and while the budget lasts. */
export async function alter(bench: Bench, reading: Reading, limit = 5): Promise<Altered> {
  const { patch, sources, lines, held, before } = reading;
  const fresh = isNew(reading);
  const mutants = sources.filter(isProgram).flatMap((file) => {
    const text = textOn(patch, "after", file);
    if (text === undefined) return [];
    const added = new Set((lines.get(file)?.added ?? []).map(({ line }) => line));
    const own = mutantsOf({ file, text }, added, limit);
    // A rename changes nothing that could be altered; its tests must still notice what the renamed program does.
    const whole = new Set(text.split("\n").map((_, at) => at + 1));
    return own.length > 0 || reading.accepted.size === 0 ? own : mutantsOf({ file, text }, whole, limit);
  });
  let tried = 0;
  for (const mutant of mutants.slice(0, limit)) {
    if (!bench.affords(before.milliseconds)) break;
    tried += 1;
    const { mode } = patch.read("after", mutant.file) ?? { mode: 0o644 };
    const bytes = new TextEncoder().encode(mutant.text);
    const run = await bench.run({
      experiment: true,
      on: `the change, where in ${mutant.file}:${mutant.line} ${mutant.what}`,
      show: (file) =>
        file === mutant.file ? { bytes, mode } : held.includes(file) && !fresh(file) ? "before" : "after",
    });
    const names = run.tests.filter(({ state }) => state === "failed").map(({ name }) => name);
    if (run.timedOut || run.exit !== 0) return { tried, noticed: mutant, names };
  }
  return { tried, names: [] };
}
