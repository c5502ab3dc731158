/** What is gathered while a change is judged, and the steps that all of its judging shares. */
import type { Evidence } from "../../../core/evidence.ts";
import type { CheckRun, Finding } from "../../../core/finding.ts";
import { tally } from "../proof.ts";
import type { Side } from "../sensors/patch.ts";
import type { Sensor } from "../sensors/sensor.ts";
import type { Bench } from "./bench.ts";
import type { Draft } from "./bundle.ts";
import type { Review } from "./review.ts";
import type { Reading, ReadingParts } from "./subject.ts";

export interface ProvingParts extends ReadingParts {
  /** Wraps the deciding run, so that it can be written down. */
  readonly record?: (work: () => Promise<CheckRun>) => Promise<CheckRun>;
  /** Milliseconds for everything; default three times the check's own time and ten seconds more. */
  readonly budget?: number;
  /** A second model that reads the change, and whose programs are run. Its words cannot overrule a sensor. */
  readonly review?: Review;
}

/** What is gathered on the way. */
export interface Work {
  readonly parts: ProvingParts;
  readonly reading: Reading;
  readonly bench: Bench;
  readonly findings: Finding[];
  readonly untried: string[];
  /** Pieces that no test asks for. */
  readonly loose: Loose[];
}

/** A finding of a piece that no test asks for, and its file without the piece. */
export interface Loose {
  readonly finding: Finding;
  readonly file: string;
  readonly text: string;
}

/** Keeps a finding of that kind. */
export function letLoose({ findings, loose }: Work, found: Loose): void {
  findings.push(found.finding);
  loose.push(found);
}

export const nothingRed = "nothing was red before, so the check proves nothing about this change";

/** Two runs, and what they come to. */
export interface Judged {
  readonly before: CheckRun;
  readonly after: CheckRun;
  readonly evidence: Evidence;
}

/** Runs sensors in order; the draft of a refusal as soon as one is red. */
export async function fails(work: Work, sensors: readonly Sensor[]): Promise<Draft | undefined> {
  const { bench, reading, findings, untried, parts } = work;
  for (const sensor of sensors) {
    if (sensor.cost === "slow" && !bench.affords(0)) {
      untried.push(`${sensor.name}: the time for judging was spent`);
      continue;
    }
    const started = performance.now();
    const sensed = await sensor.run(reading);
    const milliseconds = Math.round(performance.now() - started);
    bench.note({ sensor: sensor.name, on: "the change", verdict: sensed.verdict, milliseconds });
    findings.push(...sensed.findings);
    if (sensed.untried !== undefined) untried.push(sensed.untried);
    if (sensed.verdict !== "red") continue;
    const base = refusal(parts.before, reading);
    return { ...base, reasons: sensed.findings.map(({ message }) => `${sensor.name}: ${message}`) };
  }
  return undefined;
}

function refusal(before: CheckRun, { patch }: Reading): Evidence {
  return {
    proven: false,
    command: before.check.command,
    before: tally(before),
    after: { passed: 0, failed: 0, skipped: 0 },
    fixed: [],
    failing: [],
    changed: patch.files,
    reasons: [],
  };
}

/** What is shown in the deciding run: the change, with the tests and settings as they were. */
export const deciding =
  ({ held, accepted }: Reading) =>
  (file: string): Side =>
    held.includes(file) && !accepted.has(file) ? "before" : "after";

/** Names tests that two runs of one tree told differently. */
export function nameFlaky({ findings }: Work, names: readonly string[]): void {
  for (const name of names.slice(0, 10))
    findings.push({
      sensor: "check",
      severity: "warning",
      message: `${name} is flaky: it does not count`,
      sign: "flaky",
    });
}
