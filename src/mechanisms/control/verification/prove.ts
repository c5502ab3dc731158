/** Judges a change: the cheapest sensors first, the check with the original tests, and whether that check could have failed. */
import type { Evidence } from "../../../core/evidence.ts";
import type { CheckRun, Finding } from "../../../core/finding.ts";
import { judge, tally } from "../proof.ts";
import { renameWords } from "../sensors/kept.ts";
import { textOn } from "../sensors/patch.ts";
import { scriptOf } from "../sensors/project.ts";
import { affected, narrow } from "../sensors/scope.ts";
import { createBench } from "./bench.ts";
import { bundle, type Draft } from "./bundle.ts";
import { heed, isAnswerable } from "./heed.ts";
import { further } from "./further.ts";
import { readers } from "./ladder.ts";
import { unsteady, without } from "./steady.ts";
import { readSubject, type Reading } from "./subject.ts";
import { deciding, fails, nameFlaky, nothingRed, type Judged, type ProvingParts, type Work } from "./work.ts";

/** The evidence for a change. Stops at the first decisive failure. Throws what the sandbox throws, and when an original cannot be had. */
export async function prove(parts: ProvingParts): Promise<Evidence> {
  const { before } = parts;
  const reading = await readSubject(parts);
  const budget = parts.budget ?? 3 * before.milliseconds + 10_000;
  const bench = createBench({ ...parts, budget });
  const work: Work = { parts, reading, bench, findings: testFindings(reading), untried: [], loose: [] };
  const draft = (await fails(work, readers)) ?? (await decide(work));
  const tie = (findings: readonly Finding[], tied: Draft = draft): Evidence =>
    bundle(tied, { reading, findings, untried: work.untried, runs: bench.runs });
  const evidence = tie(work.findings);
  if (!parts.review || !draft.proven) return evidence;
  // Where a review could not matter nobody is asked.
  if (!tie(work.findings.filter((finding) => !isAnswerable(work, finding))).proven) return evidence;
  const { coverage, findings } = await heed(work, draft.coverage, await parts.review(reading, evidence));
  return tie(findings, { ...draft, ...(coverage && { coverage }) });
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

async function decide(work: Work): Promise<Draft> {
  const { parts, reading, bench } = work;
  const before = renamed(parts.before, reading);
  const early = await affectedFirst(work, before);
  if (early) return early;
  const record = parts.record ?? ((run) => run());
  let after = await record(() => bench.run({ on: "the change", show: deciding(reading) }));
  const base = judgeRuns(reading, before, after);
  if (onlyTurned(base.evidence, before, after)) {
    const again = await bench.run({ on: "the change, again", show: deciding(reading) });
    const flaky = unsteady(after, again);
    if (flaky.length === 0) return base.evidence;
    nameFlaky(work, flaky);
    after = without(after, new Set(flaky));
    return further(work, judgeRuns(reading, without(before, new Set(flaky)), after));
  }
  return further(work, base);
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
