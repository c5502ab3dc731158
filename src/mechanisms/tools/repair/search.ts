/** The repair search: ranked first-order changes, each tried on the failing tests, then on all, then in a fresh process. */
import type { Check } from "../../../core/finding.ts";
import type { Guest, Program } from "../../../interface/environment/sandbox.ts";
import { openCrew, type Crew } from "./crew.ts";
import { describePatch, type Patch } from "./patch.ts";
import type { RunReport, WarmTest } from "./protocol.ts";
import { rankCandidates, type Candidate } from "./rank.ts";
import { prepare, type Source } from "./sources.ts";
import { study, type Study } from "./study.ts";

export interface Ground {
  readonly root: string;
  launch(program: Program): Promise<Guest>;
  readonly check: Check;
  readonly signal: AbortSignal;
}

export interface SearchLimits {
  /** Candidates that are run. */
  readonly limit: number;
  /** Seconds of CPU time that the tests of all candidates may take; Infinity for no limit. */
  readonly seconds: number;
  /** Patches, by the `id` they were found with, that are not to be found again. */
  readonly exclude: readonly string[];
}

/** What a search came to. */
export interface Attempts {
  readonly found: Patch | null;
  /** Candidates that were run. */
  readonly tried: number;
  /** Candidates that there were. */
  readonly generated: number;
  /** Operators whose candidates were run, and how many of each. */
  readonly operators: Readonly<Record<string, number>>;
  readonly suspects: Study["suspects"];
  /** Tests that failed before the search. */
  readonly failing: readonly string[];
  /** One sentence. */
  readonly why: string;
}

/** Loop turns and function entries that a test may make: so many times what all took before, and never less than this. */
const leastFuel = 100_000;
const moreFuel = 50;
/** The same for a project whose failing test ran out of fuel, so that nothing is known to measure by. */
const hungFuel = 400_000;
/** Seconds of CPU for what burns no fuel. */
const seconds = { javascript: 20, python: 2 } as const;

const nothing = (why: string): Attempts => ({
  found: null,
  tried: 0,
  generated: 0,
  operators: {},
  suspects: [],
  failing: [],
  why,
});

/** Searches for one change after which every test passes. Changes nothing. */
export async function runSearch(ground: Ground, limits: SearchLimits): Promise<Attempts> {
  const studied = await study(ground);
  if (studied.type === "stuck") return nothing(studied.why);
  const candidates = rankCandidates(studied);
  const trial = openTrial(ground, studied);
  try {
    return await tryAll(candidates, trial, limits, { ...studied, signal: ground.signal });
  } finally {
    trial.close();
  }
}

type Studied = Study & { readonly signal: AbortSignal };

async function tryAll(
  candidates: readonly Candidate[],
  trial: Trial,
  limits: SearchLimits,
  studied: Studied,
): Promise<Attempts> {
  const operators: Record<string, number> = {};
  const failing = studied.failing.map(({ name }) => name);
  const top = studied.suspects.slice(0, 10);
  let tried = 0;
  const end = (found: Patch | null, why: string): Attempts => ({
    found,
    tried,
    generated: candidates.length,
    operators,
    suspects: top,
    failing,
    why,
  });
  for (const candidate of candidates) {
    if (studied.signal.aborted) return end(null, "the search was interrupted");
    if (tried >= limits.limit)
      return end(null, `no fix among the first ${tried} of ${candidates.length} candidates`);
    if (trial.seconds() > limits.seconds)
      return end(null, `no fix within ${limits.seconds} s of CPU time: ${tried} candidates tried`);
    const patch = describePatch(candidate);
    if (limits.exclude.includes(patch.id)) continue;
    const text = candidateText(candidate);
    if (text === undefined) continue;
    tried += 1;
    operators[candidate.operator] = (operators[candidate.operator] ?? 0) + 1;
    if (await trial.passes(candidate.source, text))
      return end(patch, `every test passes with it, also in a fresh process; ${tried} candidates were tried`);
  }
  return end(null, `no single change of the ${candidates.length} known ones makes every test pass`);
}

/** The candidate as the worker takes it; undefined when it is no program. */
function candidateText({ source, start, end, text }: Candidate): string | undefined {
  const whole = source.text.slice(0, start) + text + source.text.slice(end);
  const tree = source.parse(whole);
  return tree && prepare(source, whole, tree, false);
}

interface Trial {
  /** True when all tests pass with this text in place of the file, in this worker and in a fresh one. */
  passes(source: Source, text: string): Promise<boolean>;
  /** CPU seconds used. */
  seconds(): number;
  close(): void;
}

function openTrial(ground: Ground, studied: Study): Trial {
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
  const passing = baseline.filter(({ state }) => state === "passed").length;
  const limits = {
    fuel: studied.spent === undefined ? hungFuel : Math.max(leastFuel, studied.spent * moreFuel),
    seconds: seconds[language],
  };
  const order = (candidate: Record<string, string>, first: boolean): Parameters<Crew["run"]>[0] => ({
    files: first ? [...new Set(failing.map(({ file }) => file))] : layout.files,
    ...(first && { only: namesByFile(failing) }),
    candidate,
    cover: false,
    bail: true,
    script: layout.script,
    ...limits,
  });
  const run = async (on: Crew, candidate: Record<string, string>, first: boolean): Promise<boolean> => {
    const report = await on.run(order(candidate, first));
    used += report?.cpu ?? limits.seconds;
    return accepted(report, first ? failing : baseline);
  };
  return {
    async passes(source, text) {
      const candidate = { [source.file]: text };
      if (!(await run(crew, candidate, true))) return false;
      if (passing > 0 && !(await run(crew, candidate, false))) return false;
      const other = open();
      try {
        return await run(other, candidate, false);
      } finally {
        other.close();
      }
    },
    seconds: () => used,
    close() {
      ground.signal.removeEventListener("abort", stop);
      crew.close();
    },
  };
}

function namesByFile(tests: readonly WarmTest[]): Record<string, string[]> {
  const names: Record<string, string[]> = {};
  for (const { file, name } of tests) (names[file] ??= []).push(name);
  return names;
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
