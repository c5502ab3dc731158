/** Where a check is run again and again on mixtures of two trees, within a budget. */
import type { SensorRun } from "../../../core/evidence.ts";
import type { Check, CheckRun } from "../../../core/finding.ts";
import type { Command, Run } from "../../../interface/environment/sandbox.ts";
import { tally } from "../proof.ts";
import { overlayOf, type Patch, type Shown, type Side } from "../sensors/patch.ts";
import type { AskedLines } from "../sensors/prologue.ts";
import { runCheck } from "../sensors/run.ts";

/** One run of the check: what is shown, and how it is told. */
export interface Trial {
  /** Which tree this is, in words. */
  readonly on: string;
  readonly show: (file: string) => Side | Shown;
  /** The check in narrower words. */
  readonly check?: Check;
  readonly asked?: AskedLines;
  /** Of a tree that nobody made, which may loop for ever: it gets a few times as long as the check took before. */
  readonly experiment?: boolean;
  /** Files shown beside those of the change. */
  readonly beside?: ReadonlyMap<string, Shown>;
}

export interface Bench {
  run(trial: Trial): Promise<CheckRun>;
  /** Keeps the account of something else that was run. */
  note(run: SensorRun): void;
  /** True when something of about so many milliseconds still fits. */
  affords(milliseconds: number): boolean;
  readonly runs: readonly SensorRun[];
}

export interface BenchParts {
  readonly patch: Patch;
  readonly check: Check;
  readonly before: CheckRun;
  readonly look: (command: Command) => Promise<Run>;
  readonly signal?: AbortSignal;
  /** Milliseconds that all runs together may take. */
  readonly budget: number;
}

/** Milliseconds that an experiment gets in any case. */
const shortest = 5_000;

/** A bench for one change. */
export function createBench({ patch, check, before, look, signal, budget }: BenchParts): Bench {
  const runs: SensorRun[] = [];
  const started = performance.now();
  return {
    runs,
    note: (run) => void runs.push(run),
    affords: (milliseconds) => performance.now() - started + milliseconds <= budget,
    async run(trial) {
      const report = await runCheck(trial.check ?? check, look, {
        root: patch.root,
        overlay: new Map([...overlayOf(patch, trial.show), ...(trial.beside ?? [])]),
        ...(signal && { signal }),
        ...(trial.experiment && { timeLimit: Math.max(shortest, 5 * before.milliseconds) }),
        ...(trial.asked && { asked: trial.asked }),
      });
      const milliseconds = Math.round(report.milliseconds);
      // What is shown beside the change is no judge of it.
      if (trial.beside)
        runs.push({
          sensor: "neighbours",
          on: trial.on,
          verdict: report.ended ? "green" : "unknown",
          milliseconds,
        });
      else {
        const verdict = report.ended && report.exit === 0 ? "green" : "red";
        runs.push({ sensor: "check", on: trial.on, verdict, milliseconds, tally: tally(report) });
      }
      return report;
    },
  };
}
