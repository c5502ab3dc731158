/** The repair search: ranked first-order changes, each tried on the failing tests, then on all, then in a fresh process. */
import type { Ground } from "./ground.ts";
import { describePatch, type Patch } from "./patch.ts";
import { rankCandidates, type Candidate } from "./rank.ts";
import { prepare } from "./sources.ts";
import { study, type Study } from "./study.ts";
import { openTrial, type Trial } from "./trial.ts";

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

/** Candidates that ran out of fuel and are tried once more with ample fuel when all others have failed. */
const secondChances = 15;

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
  if (ground.signal.aborted) return nothing("the search was interrupted");
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
  const again: { readonly candidate: Candidate; readonly text: string }[] = [];
  const found = (candidate: Candidate): Attempts =>
    end(
      describePatch(candidate),
      `every test passes with it, also in a fresh process; ${tried} candidates were tried`,
    );
  const spent = (): string | undefined => {
    if (studied.signal.aborted) return "the search was interrupted";
    if (trial.seconds() <= limits.seconds) return undefined;
    return `no fix within ${limits.seconds} s of CPU time: ${tried} candidates tried`;
  };
  for (const candidate of candidates) {
    const over = spent();
    if (over !== undefined) return end(null, over);
    if (tried >= limits.limit) break;
    const text = limits.exclude.includes(describePatch(candidate).id) ? undefined : candidateText(candidate);
    if (text === undefined) continue;
    tried += 1;
    const { operator } = candidate.mutation;
    operators[operator] = (operators[operator] ?? 0) + 1;
    const result = await trial.run(candidate.source, text, "lean");
    if (result === "passed") return found(candidate);
    if (result === "exhausted" && again.length < secondChances) again.push({ candidate, text });
  }
  for (const { candidate, text } of again) {
    const over = spent();
    if (over !== undefined) return end(null, over);
    if ((await trial.run(candidate.source, text, "ample")) === "passed") return found(candidate);
  }
  return end(null, `none of the first ${tried} of ${candidates.length} single changes makes every test pass`);
}

/** The candidate as the worker takes it; undefined when it is no program. */
function candidateText({ source, mutation }: Candidate): string | undefined {
  const { start, end, text } = mutation;
  const whole = source.text.slice(0, start) + text + source.text.slice(end);
  const tree = source.parse(whole);
  return tree && prepare(source, whole, tree, false);
}
