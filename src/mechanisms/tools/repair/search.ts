/** The repair search: changes tried on the failing tests, then on all, then in a fresh process, in the order that a plan gives. */
import type { Lesson, PolicyName } from "../../../core/attempt.ts";
import type { Exploration } from "../../exploration.ts";
import { openBranches, type Branches } from "./branches.ts";
import type { Ground } from "./ground.ts";
import { describePatches, type Patch } from "./patch.ts";
import type { Candidate } from "./rank.ts";
import { rivalsOf, settle, type Settled } from "./rivals/settle.ts";
import { study, type Study } from "./study.ts";

export interface SearchLimits {
  /** Candidates that are run. */
  readonly limit: number;
  /** Seconds of CPU time that the tests of all candidates may take; Infinity for no limit. */
  readonly seconds: number;
  /** Milliseconds that it may take on the wall, what is weighed at the end left out; default no limit. */
  readonly wall?: number;
  /** Patches, by the `id` they were found with, that are not to be found again. */
  readonly exclude: readonly string[];
  /** Default `adaptive`. */
  readonly policy?: PolicyName;
  /** Warm workers at a time; default 1. */
  readonly workers?: number;
  readonly experience?: Experience;
}

/** What past tasks say. */
export interface Experience {
  /** What they add to the rank of an operator. */
  leaning(language: Lesson["language"]): (operator: string) => number;
  /** Whether the search leans on it; what it would have done is compared either way. */
  readonly pays: boolean;
}

/** What a search came to. */
export interface Attempts {
  /** What it says to later tasks. */
  readonly lesson?: Lesson;
  /** The search's name, by which it can be resumed; absent when it did not begin. */
  readonly search?: string;
  readonly found: Patch | null;
  /** How many candidates it took to come to it; the rest were run to see whether a rival passes too. */
  readonly position: number;
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

const nothing = (why: string): Attempts => ({
  found: null,
  position: 0,
  tried: 0,
  generated: 0,
  operators: {},
  suspects: [],
  failing: [],
  why,
});

/** Searches for the least changes after which every test passes. Changes nothing. */
export async function runSearch(ground: Ground, limits: SearchLimits): Promise<Attempts> {
  if (ground.signal.aborted) return nothing("the search was interrupted");
  const studied = await study(ground);
  if (studied.type === "stuck") return nothing(studied.why);
  const { exclude, policy = "adaptive", workers = 1, experience, limit, seconds, wall } = limits;
  const from = performance.now();
  const leaning = experience?.pays === true ? experience.leaning(studied.language) : undefined;
  const branches = openBranches(ground, studied, { exclude, leaning });
  const over = (): string | undefined => {
    if (ground.signal.aborted) return "the search was interrupted";
    if (wall !== undefined && performance.now() - from > wall) return `no fix within ${wall / 1000} s`;
    return branches.seconds() > seconds ? `no fix within ${seconds} s of CPU time` : undefined;
  };
  try {
    const rivals = rivalsOf(studied);
    let settled: Settled | undefined;
    const explored = await ground.explore(
      branches,
      { attempts: limit, over, policy, workers, rivals },
      async (passed) => {
        settled = await settle(ground, studied, passed);
        return settled.chosen;
      },
    );
    const lesson = experience && lessonOf(explored.found, branches, experience.leaning(studied.language));
    return {
      ...conclude(explored, studied, settled),
      ...(lesson && { lesson: { language: studied.language, ...lesson } }),
    };
  } finally {
    branches.close();
  }
}

/** Where the repair lay with and without experience; one of several changes says nothing. */
function lessonOf(
  found: readonly Candidate[] | undefined,
  branches: Branches,
  leaning: (operator: string) => number,
): Omit<Lesson, "language"> | undefined {
  const [only, more] = found ?? [];
  if (!only || more) return undefined;
  const [plain, leaned] = [branches.place(only), branches.place(only, leaning)];
  if (plain === undefined || leaned === undefined) return undefined;
  return { operator: only.mutation.operator, plain, leaned };
}

function conclude(explored: Exploration<Candidate>, studied: Study, settled: Settled | undefined): Attempts {
  const { found, tried, generated, labels } = explored;
  return {
    search: explored.search,
    found: found ? describePatches(found) : null,
    position: explored.position,
    tried,
    generated,
    operators: labels,
    suspects: studied.suspects.slice(0, 10),
    failing: studied.failing.map(({ name }) => name),
    why: settled?.why ?? whyOf(explored),
  };
}

function whyOf({ found, tried, generated, over, partial }: Exploration<Candidate>): string {
  if (found) {
    const what = found.length === 1 ? "it" : `these ${found.length} changes`;
    return `every test passes with ${what}, also in a fresh process; ${tried} candidates were tried`;
  }
  if (over !== undefined) return over.startsWith("no fix") ? `${over}: ${tried} candidates tried` : over;
  const [best] = partial;
  const some =
    best === undefined
      ? ""
      : `; ${partial.length} made some failing tests pass, the best of them by ${best.map(({ mutation }) => mutation.operator).join(" and ")}`;
  return `none of the first ${tried} of ${generated} changes makes every test pass${some}`;
}
