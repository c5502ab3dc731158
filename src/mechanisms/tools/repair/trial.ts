/** Trying a candidate: first on the failing tests, then on all, then in a fresh process. */
import type { Standing } from "../../../core/attempt.ts";
import { openCrew, type Crew } from "./crew.ts";
import type { RunReport, WarmTest } from "./protocol.ts";
import type { Ground } from "./ground.ts";
import { prepare } from "./sources.ts";
import type { Study } from "./study.ts";

/** How a candidate stands, and which of the tests that failed before pass with it where some do. */
export interface Tried extends Standing {
  readonly fixed?: readonly WarmTest[];
}

interface Order {
  readonly candidate: Readonly<Record<string, string>>;
  readonly fuel: keyof typeof allowances;
  /** True for the failing tests alone. */
  readonly first: boolean;
  readonly bail: boolean;
}

/**
 * How much fuel a test of a candidate gets: so many times what all tests took before, and never less than this. The second pass is for
 * repairs that are slow because they are right: the program ended early on its bug, and no multiple of that says what the repair needs.
 */
const allowances = {
  lean: { least: 20_000, times: 20, seconds: { javascript: 1, python: 1 } },
  ample: { least: 12_000_000, times: 100, seconds: { javascript: 2, python: 6 } },
} as const;

/** Seconds of CPU that all attempts with ample fuel may take together: most of them are endless. */
const ampleSeconds = 45;

/** Ticks taken to be used before, where a test ran out and nothing is known to measure by. */
const unknownSpent = 1_000;

/** The least seconds of CPU, for what burns no fuel: of one run in JavaScript, of one test in Python. */
const leastSeconds = { javascript: 3, python: 1 } as const;

export interface TrialOptions {
  readonly fuel: keyof typeof allowances;
  /** How many of the failing tests pass already on what the candidate stands on. */
  readonly mended: number;
}

export interface Trial {
  /** `passed` when all tests pass with these texts in place of the files, in this worker and in a fresh one. */
  run(candidate: Readonly<Record<string, string>>, how: TrialOptions): Promise<Tried>;
  /** CPU seconds used. */
  seconds(): number;
  /** False once attempts with ample fuel have had their time. */
  hasPatience(): boolean;
  close(): void;
}

/** A warm worker that tries one candidate after another on what was studied. */
export function openTrial(ground: Ground, studied: Study): Trial {
  const { language, failing, baseline, layout } = studied;
  const texts = Object.fromEntries(
    [...studied.sources.values()].map((source) => [
      source.file,
      prepare(source, source.text, source.tree, false),
    ]),
  );
  const open = (): Crew => {
    const crew = openCrew(ground.root, language, (program) => ground.launch(program));
    crew.keep(texts);
    return crew;
  };
  const crew = open();
  const stop = (): void => crew.close();
  ground.signal.addEventListener("abort", stop);
  let used = 0;
  let ample = 0;
  const passing = baseline.filter(({ state }) => state === "passed").length;
  const run = async (on: Crew, { candidate, fuel, first, bail }: Order): Promise<RunReport | undefined> => {
    const { least, times, seconds: longer } = allowances[fuel];
    const seconds = Math.max(leastSeconds[language], studied.cpu * 10) * longer[language];
    const report = await on.run({
      files: first ? [...new Set(failing.map(({ file }) => file))] : layout.files,
      ...(first && { only: namesByFile(failing) }),
      candidate,
      cover: false,
      bail,
      script: layout.script,
      fuel: Math.max(least, (studied.spent ?? unknownSpent) * times),
      seconds,
    });
    const took = report?.cpu ?? seconds;
    used += took;
    if (fuel === "ample") ample += took;
    return report;
  };
  return {
    async run(candidate, { fuel, mended }) {
      const first = await run(crew, { candidate, fuel, first: true, bail: true });
      if (!accepted(first, failing)) {
        const standing = standingOf(first, failing);
        if (standing.score * failing.length <= mended) return standing;
        const all = await run(crew, { candidate, fuel, first: false, bail: false });
        return partlyFixed(all, studied, mended) ?? standing;
      }
      const whole = passing > 0 ? await run(crew, { candidate, fuel, first: false, bail: true }) : first;
      if (!accepted(whole, baseline)) return standingOf(whole, failing, 0.9);
      const other = open();
      try {
        const last = await run(other, { candidate, fuel, first: false, bail: true });
        return accepted(last, baseline)
          ? { outcome: "passed", score: 1, effect: "further" }
          : standingOf(last, failing, 0.9);
      } finally {
        other.close();
      }
    },
    seconds: () => used,
    hasPatience: () => ample < ampleSeconds,
    close() {
      ground.signal.removeEventListener("abort", stop);
      crew.close();
    },
  };
}

const keyOf = ({ file, name }: WarmTest): string => `${file}\n${name}`;

/** How far a run that did not pass got, against how the same tests failed before. A run ends at its first failure. */
function standingOf(report: RunReport | undefined, failing: readonly WarmTest[], score?: number): Standing {
  if (!report) return { outcome: "exhausted", score: 0, effect: "other" };
  const failed = report.tests.find(({ state }) => state === "failed");
  const passed = new Set(report.tests.filter(({ state }) => state === "passed").map(keyOf));
  const mended = failing.filter((test) => passed.has(keyOf(test))).length;
  return {
    outcome: failed?.message?.includes("for too long") ? "exhausted" : "failed",
    score: score ?? mended / failing.length,
    effect: mended > 0 ? "further" : failed ? effectOn(failed, failing) : "other",
  };
}

/** The same failure, another one, or one further down the test. */
function effectOn(failed: WarmTest, failing: readonly WarmTest[]): Standing["effect"] {
  const before = failing.find((test) => keyOf(test) === keyOf(failed));
  if (!before) return "other";
  const [was, is] = [placesIn(before), placesIn(failed)];
  const at = was.findIndex((line, depth) => is[depth] !== undefined && is[depth] !== line);
  if (at !== -1 && (is[at] ?? 0) > (was[at] ?? 0)) return "further";
  return before.message === failed.message && was.join() === is.join() ? "none" : "other";
}

/** Lines of the test's own file that its failure crossed, outermost first: an assertion may be a function of the same file. */
const placesIn = ({ crash = [], file }: WarmTest): number[] =>
  crash
    .filter((place) => place.file === file)
    .map(({ line }) => line)
    .toReversed();

/** A candidate after which fewer tests fail than on what it stands on, and none that passed before. */
function partlyFixed(
  report: RunReport | undefined,
  { baseline, failing }: Study,
  mended: number,
): Tried | undefined {
  if (!report) return undefined;
  const states = new Map(report.tests.map((test) => [keyOf(test), test.state]));
  if (baseline.some((test) => test.state === "passed" && states.get(keyOf(test)) !== "passed"))
    return undefined;
  const fixed = failing.filter((test) => states.get(keyOf(test)) === "passed");
  if (fixed.length <= mended || fixed.length === failing.length) return undefined;
  return { outcome: "partial", score: fixed.length / failing.length, effect: "further", fixed };
}

/** Names of the failing tests; a file that failed as a whole is run as a whole. */
function namesByFile(tests: readonly WarmTest[]): Record<string, string[]> {
  const names: Record<string, string[]> = {};
  for (const { file, name } of tests) (names[file] ??= []).push(name);
  return Object.fromEntries(Object.entries(names).filter(([file, own]) => !own.includes(file)));
}

/**
 * Every wanted test was seen, nothing failed. A test that stood for its whole file (it did not load) is replaced by the
 * tests that the file then turns out to have.
 */
function accepted(report: RunReport | undefined, wanted: readonly WarmTest[]): boolean {
  if (!report || report.tests.some(({ state }) => state === "failed")) return false;
  const seen = new Map(report.tests.map(({ file, name, state }) => [`${file}\n${name}`, state]));
  const files = new Set(report.tests.filter(({ state }) => state === "passed").map(({ file }) => file));
  return wanted.every(({ file, name, state }) => {
    if (state === "skipped") return true;
    if (name === file) return files.has(file);
    return seen.get(`${file}\n${name}`) === "passed";
  });
}
