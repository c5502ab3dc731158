/** What a sensor is: a deterministic check of a change that says what it costs, what it covers and where it is blind. */
import type { Alternatives, Check, CheckRun, Finding } from "../../../core/finding.ts";
import type { Command, Run } from "../../../interface/environment/sandbox.ts";
import type { Lines, Patch } from "./patch.ts";

/** `instant`: reads texts. `fast`: one short program. `check`: about as long as the check. `slow`: may be longer. */
export type Cost = "instant" | "fast" | "check" | "slow";

/** A change, and all that a sensor may look at. */
export interface Subject {
  readonly patch: Patch;
  readonly check: Check;
  /** The check on the tree as it was. */
  readonly before: CheckRun;
  /** Changed files that are programs of the project itself: no tests, no settings of the check. */
  readonly sources: readonly string[];
  /** Changed files that decide what the check says, and are not declared part of the task. */
  readonly held: readonly string[];
  readonly lines: ReadonlyMap<string, Lines>;
  /** True for a file whose tests the task itself wants changed. */
  readonly mayChange: (file: string) => boolean;
  /** What to show for either tree, with the tests and settings that decide. */
  readonly overlays: Readonly<Record<"before" | "after", NonNullable<Command["overlay"]>>>;
  /** The original tests: path and text. */
  readonly tests: ReadonlyMap<string, string>;
  /** Runs a program in the sandbox; its writes are dropped. */
  readonly look: (command: Command) => Promise<Run>;
  /** Other changes that a program could have had. */
  readonly alternatives?: Alternatives;
  readonly signal?: AbortSignal;
}

export interface Sensed {
  /** `red` is decisive: the change is not accepted. `unknown`: nothing could be told. */
  readonly verdict: "green" | "red" | "unknown";
  readonly findings: readonly Finding[];
  /** Why something was left out, in a line. */
  readonly untried?: string;
}

export interface Sensor {
  readonly name: string;
  readonly cost: Cost;
  /** What it looks at, in words. */
  readonly covers: string;
  /** `certain`: what it finds is so. `likely`: a sign that is weighed. */
  readonly confidence: "certain" | "likely";
  /** What it cannot see, in words. */
  readonly blind: readonly string[];
  /** Findings that held before the change are left out. Throws only what the sandbox throws. */
  run(subject: Subject): Promise<Sensed>;
}

/** Nothing found. */
export const green: Sensed = { verdict: "green", findings: [] };
