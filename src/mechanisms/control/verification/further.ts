/** From a check that passes to a verdict: could it have failed, did it run what changed, do the other tools agree? */
import type { Coverage, Evidence } from "../../../core/evidence.ts";
import type { CheckRun } from "../../../core/finding.ts";
import { renameWords } from "../sensors/kept.ts";
import type { Side } from "../sensors/patch.ts";
import type { Reading } from "./subject.ts";
import { tryPieces } from "./pieces.ts";
import { scriptOf } from "../sensors/project.ts";
import type { AskedLines } from "../sensors/prologue.ts";
import { warnings } from "../sensors/runtime.ts";
import { narrow } from "../sensors/scope.ts";
import type { Draft } from "./bundle.ts";
import { askedLines, coverageFindings, coverageOf } from "./covered.ts";
import { runners } from "./ladder.ts";
import { alter, hasNewTests, undo } from "./noticing.ts";
import { unsteady } from "./steady.ts";
import { deciding, fails, nameFlaky, nothingRed, type Judged, type Work } from "./work.ts";

/** What a check that passes comes to. */
export async function further(work: Work, judged: Judged): Promise<Draft> {
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
  const coverage = await cover(work, after, askedLines(reading));
  const show = withOwnTests(reading);
  const tried = reading.restorable ? await tryPieces(work, { show, coverage }) : coverage;
  findings.push(...coverageFindings(tried));
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
  const others = [...reading.fates].flatMap(([file, fate]) =>
    fate === "new" || reading.accepted.has(file)
      ? []
      : [`${file} was changed: the original decided, and it passes`],
  );
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
async function cover(work: Work, after: CheckRun, asked: AskedLines): Promise<Coverage> {
  const { reading, bench, untried } = work;
  if (asked.size === 0) return coverageOf(reading, asked, undefined);
  if (!bench.affords(after.milliseconds)) {
    untried.push("which changed lines the check runs: the time for judging was spent");
    return coverageOf(reading, asked, undefined);
  }
  const run = await bench.run({ on: "the change, counting lines", show: withOwnTests(reading), asked });
  nameFlaky(work, unsteady(after, run));
  return coverageOf(reading, asked, run);
}

/** The change, with the tests that it brings. */
function withOwnTests(reading: Reading): (file: string) => Side {
  const own = hasNewTests(reading);
  return (file) =>
    own && ["new", "added"].includes(reading.fates.get(file) ?? "") ? "after" : deciding(reading)(file);
}
