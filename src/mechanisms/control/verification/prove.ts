/** Judges a change: the cheapest sensors first, the check with the original tests, and whether that check could have failed. */
import type { Coverage, Evidence } from "../../../core/evidence.ts";
import type { CheckRun, Finding } from "../../../core/finding.ts";
import { judge, tally } from "../proof.ts";
import { affected, narrow } from "../sensors/scope.ts";
import { renameWords } from "../sensors/kept.ts";
import { textOn, type Side } from "../sensors/patch.ts";
import { scriptOf } from "../sensors/project.ts";
import { warnings } from "../sensors/runtime.ts";
import type { Sensor } from "../sensors/sensor.ts";
import { createBench, type Bench } from "./bench.ts";
import { bundle, type Draft } from "./bundle.ts";
import { askedLines, coverageFindings, coverageOf } from "./covered.ts";
import { readers, runners } from "./ladder.ts";
import { alter, hasNewTests, undo } from "./noticing.ts";
import { unsteady, without } from "./steady.ts";
import { readSubject, type Reading, type ReadingParts } from "./subject.ts";

export interface ProvingParts extends ReadingParts {
  /** Wraps the deciding run, so that it can be written down. */
  readonly record?: (work: () => Promise<CheckRun>) => Promise<CheckRun>;
  /** Milliseconds for everything; default three times the check's own time and ten seconds more. */
  readonly budget?: number;
  /** A second model that reads the evidence. It may doubt, and so lower the confidence; it cannot overrule a sensor. */
  readonly review?: (evidence: Evidence) => Promise<readonly Finding[]>;
}

/** What is gathered on the way. */
interface Work {
  readonly parts: ProvingParts;
  readonly reading: Reading;
  readonly bench: Bench;
  readonly findings: Finding[];
  readonly untried: string[];
}

const nothingRed = "nothing was red before, so the check proves nothing about this change";

/** The evidence for a change. Stops at the first decisive failure. Throws what the sandbox throws, and when an original cannot be had. */
export async function prove(parts: ProvingParts): Promise<Evidence> {
  const { before } = parts;
  const reading = await readSubject(parts);
  const budget = parts.budget ?? 3 * before.milliseconds + 10_000;
  const bench = createBench({ ...parts, budget });
  const work: Work = { parts, reading, bench, findings: testFindings(reading), untried: [] };
  const draft = (await fails(work, readers)) ?? (await decide(work));
  const evidence = bundle(draft, {
    reading,
    findings: work.findings,
    untried: work.untried,
    runs: bench.runs,
  });
  if (!parts.review || !evidence.proven) return evidence;
  const doubts = (await parts.review(evidence)).map((doubt) => ({
    ...doubt,
    severity: "warning" as const,
    sign: "reviewed",
  }));
  return bundle(draft, {
    reading,
    findings: [...work.findings, ...doubts],
    untried: work.untried,
    runs: bench.runs,
  });
}

/** Runs sensors in order; the draft of a refusal as soon as one is red. */
async function fails(work: Work, sensors: readonly Sensor[]): Promise<Draft | undefined> {
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

/** What became of tests that were changed with the work. */
function testFindings({ fates }: Reading): Finding[] {
  return [...fates].flatMap(([file, fate]) =>
    fate === "weakened" || fate === "gone"
      ? [
          {
            sensor: "tests",
            severity: "warning",
            message: fate === "gone" ? `${file} was deleted` : `${file} no longer asserts all that it did`,
            location: { file },
            sign: "weakened-test",
          },
        ]
      : [],
  );
}

/** What is shown in the deciding run: the change, with the tests and settings as they were. */
const deciding =
  ({ held, accepted }: Reading) =>
  (file: string): Side =>
    held.includes(file) && !accepted.has(file) ? "before" : "after";

async function decide(work: Work): Promise<Draft> {
  const { parts, reading, bench } = work;
  const before = renamed(parts.before, reading);
  const early = await affectedFirst(work, before);
  if (early) return early;
  const record = parts.record ?? ((run) => run());
  const asked = askedLines(reading);
  let after = await record(() => bench.run({ on: "the change", show: deciding(reading) }));
  const base = judgeRuns(reading, before, after);
  if (onlyTurned(base.evidence, before, after)) {
    const again = await bench.run({ on: "the change, again", show: deciding(reading) });
    const flaky = unsteady(after, again);
    if (flaky.length === 0) return base.evidence;
    nameFlaky(work, flaky);
    after = without(after, new Set(flaky));
    return further(work, judgeRuns(reading, without(before, new Set(flaky)), after), asked);
  }
  return further(work, base, asked);
}

interface Judged {
  readonly before: CheckRun;
  readonly after: CheckRun;
  readonly evidence: Evidence;
}

function judgeRuns(reading: Reading, before: CheckRun, after: CheckRun): Judged {
  const { patch, protectedChanged, declared, accepted } = reading;
  const evidence = judge({
    before,
    after,
    changed: patch.files,
    protectedChanged,
    declared: [...declared, ...accepted],
  });
  return { before, after, evidence };
}

/** The tests' names as the change calls them, where it renamed what they are named after. */
function renamed(before: CheckRun, { renames, accepted }: Reading): CheckRun {
  if (renames.size === 0) return before;
  const rename = (name: string, file: string | undefined): string =>
    file !== undefined && accepted.has(file) && name.startsWith(file)
      ? `${file}${renameWords(name.slice(file.length), renames)}`
      : name;
  return { ...before, tests: before.tests.map((test) => ({ ...test, name: rename(test.name, test.file) })) };
}

/** True when all that speaks against the change is that tests turned red: they may have done so by themselves. */
function onlyTurned({ proven, reasons }: Evidence, before: CheckRun, after: CheckRun): boolean {
  if (proven || !after.ended) return false;
  const states = new Map(before.tests.map(({ name, state }) => [name, state]));
  const failing = after.tests.filter(({ state }) => state === "failed");
  return (
    failing.length > 0 &&
    failing.every(({ name }) => states.get(name) === "passed") &&
    !reasons.some((reason) => reason.includes("vanished") || reason.includes("skipped"))
  );
}

function nameFlaky({ findings }: Work, names: readonly string[]): void {
  for (const name of names.slice(0, 10))
    findings.push({
      sensor: "check",
      severity: "warning",
      message: `${name} is flaky: it does not count`,
      sign: "flaky",
    });
}

/** The tests that the change can reach, before all of them: a failure there decides, and spares the rest. */
async function affectedFirst({ parts, reading, bench }: Work, before: CheckRun): Promise<Draft | undefined> {
  const files = [...reading.tests.keys()];
  if (files.length < 3 || before.milliseconds < 2_000 || reading.accepted.size > 0) return undefined;
  const near = affected(files, new Set(reading.sources), (file) => textOn(parts.patch, "before", file));
  if (near.length === 0 || near.length > files.length / 2) return undefined;
  const check = narrow(parts.check, await scriptOf(parts.check.command, parts.patch.root), near);
  if (!check) return undefined;
  const run = await bench.run({ on: "the change, affected tests only", show: deciding(reading), check });
  const known = {
    ...before,
    tests: before.tests.filter(({ file }) => file !== undefined && near.includes(file)),
  };
  const { evidence } = judgeRuns(reading, known, run);
  const failing = run.ended && evidence.failing.length > 0 && !onlyTurned(evidence, known, run);
  return failing
    ? {
        ...evidence,
        before: tally(before),
        reasons: evidence.reasons.filter((reason) => reason !== nothingRed),
      }
    : undefined;
}

/** From a check that passes to a verdict: could it have failed, did it run what changed, do the other tools agree? */
async function further(work: Work, judged: Judged, asked: ReturnType<typeof askedLines>): Promise<Draft> {
  const { evidence, before, after } = judged;
  const { findings, reading } = work;
  const green = evidence.reasons.every(
    (reason) => reason === nothingRed || /: the original decide/.test(reason),
  );
  if (!green || !after.ended || after.exit !== 0) return evidence;
  findings.push(...warnings(before, after));
  if (before.check.runner === "command")
    findings.push({
      sensor: "check",
      severity: "note",
      message: "only the exit code of the check is known",
      sign: "exit-only",
    });
  const draft = evidence.proven ? await confirm(work, judged) : await notice(work, evidence);
  if (!draft.proven) return draft;
  const red = reading.restorable ? await fails(work, runners) : undefined;
  if (red) return { ...draft, proven: false, reasons: red.reasons };
  const coverage = await cover(work, after, asked);
  findings.push(...coverageFindings(coverage));
  return { ...draft, ...(reading.sources.length > 0 && { coverage }) };
}

/** What was red must be red again on the original: a test that turns green by itself is no proof. */
async function confirm(work: Work, { before, evidence }: Judged): Promise<Draft> {
  const { parts, reading, bench, untried } = work;
  const draft: Draft = { ...evidence, ground: "red" };
  const red = parts.before.tests.filter(({ state }) => state === "failed");
  if (red.length === 0 || before.timedOut) return draft;
  if (!reading.restorable) {
    untried.push("whether the red tests are red each time: the original tree cannot be shown whole");
    return draft;
  }
  if (!bench.affords(before.milliseconds)) {
    untried.push("whether the red tests are red each time: the time for judging was spent");
    return draft;
  }
  const files = [...new Set(red.flatMap(({ file }) => (file === undefined ? [] : [file])))];
  const check = narrow(parts.check, await scriptOf(parts.check.command, parts.patch.root), files);
  const again = await bench.run({ on: "the original, again", show: () => "before", ...(check && { check }) });
  const flaky = unsteady({ ...parts.before, tests: red }, again).map((name) =>
    renameWords(name, reading.renames),
  );
  if (flaky.length === 0) return draft;
  nameFlaky(work, flaky);
  const fixed = evidence.fixed.filter((name) => !flaky.includes(name));
  if (fixed.length > 0) return { ...draft, fixed };
  const reason = `what was red turns green by itself, so the check proves nothing: ${flaky.slice(0, 3).join(", ")}`;
  return { ...evidence, proven: false, fixed: [], reasons: [reason] };
}

/** Nothing was red: does the check notice the change undone, or else one of its lines altered? */
async function notice(work: Work, evidence: Evidence): Promise<Draft> {
  const { reading, bench, findings, untried, parts } = work;
  const others = evidence.reasons.filter((reason) => reason !== nothingRed);
  const proven = (ground: "undone" | "mutant", names: readonly string[], words: string): Draft => ({
    ...evidence,
    proven: true,
    ground,
    fixed: ground === "undone" ? names : [],
    reasons: [...others, words],
  });
  if (reading.sources.length === 0 || !parts.before.ended) return evidence;
  if (hasNewTests(reading) && reading.restorable) {
    const { names, loadOnly, trouble } = await undo(bench, reading);
    if (trouble !== undefined) return { ...evidence, reasons: [trouble, ...evidence.reasons] };
    if (names.length > 0) {
      const words = `nothing was red before; with the change undone, ${names.length === 1 ? "a test fails" : `${names.length} tests fail`}: ${names.slice(0, 3).join(", ")}`;
      if (!loadOnly) return proven("undone", names, words);
      const { noticed, tried } = await alter(bench, reading);
      if (!noticed)
        findings.push({
          sensor: "check",
          severity: "warning",
          message:
            tried === 0
              ? "no changed line could be altered to try the new tests"
              : `the new tests notice none of ${tried} altered lines`,
          sign: "load-only",
        });
      return proven("undone", names, words);
    }
  }
  const { tried, noticed, names } = await alter(bench, reading);
  if (noticed) {
    const words = `nothing was red before; the check notices when in ${noticed.file}:${noticed.line} ${noticed.what} (${names.slice(0, 2).join(", ") || "it no longer ends well"}): weaker evidence`;
    return proven("mutant", names, words);
  }
  if (tried > 0)
    findings.push({
      sensor: "check",
      severity: "warning",
      message: `the check notices none of ${tried} altered lines`,
      sign: "unnoticed",
    });
  else untried.push("altering changed lines: there is none that could be altered in time");
  return evidence;
}

/** Which changed lines the check ran; the same run shows whether it says the same twice. */
async function cover(work: Work, after: CheckRun, asked: ReturnType<typeof askedLines>): Promise<Coverage> {
  const { reading, bench, untried } = work;
  if (asked.size === 0) return coverageOf(reading, asked, undefined);
  if (!bench.affords(after.milliseconds)) {
    untried.push("which changed lines the check runs: the time for judging was spent");
    return coverageOf(reading, asked, undefined);
  }
  const own = hasNewTests(reading);
  const show = (file: string): Side =>
    own && ["new", "added"].includes(reading.fates.get(file) ?? "") ? "after" : deciding(reading)(file);
  const run = await bench.run({ on: "the change, counting lines", show, asked });
  nameFlaky(work, unsteady(after, run));
  return coverageOf(reading, asked, run);
}
