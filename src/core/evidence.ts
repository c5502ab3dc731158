/** The bundle behind an accepted change: what was checked, before and after, and what was not. */
import type { Usage } from "./budget.ts";
import type { Contract } from "./contract.ts";
import type { Finding } from "./finding.ts";

/** Counts of one run of a check. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export interface Evidence {
  /** True only when at least one check failed before and passes now, none vanished, none turned red. */
  readonly proven: boolean;
  readonly command: string;
  readonly before: Tally;
  readonly after: Tally;
  /** Tests that failed before and pass now, by name. */
  readonly fixed: readonly string[];
  /** Tests that fail still. */
  readonly failing: readonly string[];
  /** Workspace paths that differ from the start of the session. */
  readonly changed: readonly string[];
  /** Why it is not proven, or what remains unknown: one line each. */
  readonly reasons: readonly string[];
  /** How the check was seen to be able to fail: red before; the change undone; a mutant of it noticed. Absent: it was not. */
  readonly ground?: "red" | "undone" | "mutant";
  /** How likely it is, from 0 to 1, that the change is right in more than what was checked. */
  readonly confidence?: number;
  /** What the sensors found, and did not hold before the change. */
  readonly findings?: readonly Finding[];
  /** Everything that was run to judge, in order. */
  readonly runs?: readonly SensorRun[];
  /** What the verdict rests on and nothing has tested. */
  readonly assumptions?: readonly string[];
  readonly coverage?: Coverage;
  /** Sensors and questions that were left out, each with its reason. */
  readonly untried?: readonly string[];
  /** What the work was bound to. */
  readonly contract?: Contract;
  /** What may still be wrong. */
  readonly risks?: readonly string[];
}

/** One sensor's run on one state of the project. */
export interface SensorRun {
  readonly sensor: string;
  /** Which state: the original tree, the changed one, or a mixture that says so itself. */
  readonly on: string;
  readonly verdict: "green" | "red" | "unknown";
  readonly milliseconds: number;
  readonly tally?: Tally;
}

/** Changed lines that the check ran, as far as its runner tells. */
export interface Coverage {
  /** Lines with code that the change added or altered. */
  readonly changed: number;
  readonly covered: number;
  /** Lines that no test ran. */
  readonly missed: readonly { readonly file: string; readonly lines: readonly number[] }[];
  /** Files of which nothing is known: never counted as covered. */
  readonly unknown: readonly string[];
}

/** Facts of a review: what a second model was asked and said of a change whose checks pass. */
export type ReviewFact =
  | { readonly type: "review.asked"; readonly model: string }
  | {
      readonly type: "review.replied";
      readonly model: string;
      readonly text: string;
      readonly usage: Usage;
      readonly cost?: number;
      readonly milliseconds: number;
    }
  | { readonly type: "review.failed"; readonly model: string; readonly why: string };
