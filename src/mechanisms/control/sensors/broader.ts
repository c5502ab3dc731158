/** Whether another small change passes the same tests and leaves more as it was. */
import type { Finding } from "../../../core/finding.ts";
import * as z from "zod/mini";
import type { Calls } from "./calls.ts";
import { callOf, differs, tellOf, toldOf, type Answer, type Pair } from "./probing.ts";
import { callsOf } from "./relations.ts";
import { textOn } from "./patch.ts";
import { runCheck } from "./run.ts";
import type { Subject } from "./sensor.ts";

/** Other changes of the original that are tried, further changes of the change itself, and how many of either the whole check is run on. */
const limit = { others: 200, further: 200, runs: 3 } as const;

/** So many calls of the tests it takes: with fewer, much passes. */
const fewest = 3;

/** How much less a rival must change, as a count and as a share; how much of it may be otherwise, and where both change an answer, be another. */
const less = { count: 3, share: 0.2, otherwise: 0.15, unlike: 0.2 } as const;

/** Another change, and the sign that one of its kind is where it does less. */
interface Rival {
  readonly line: number;
  readonly text: string;
  readonly sign: "broader" | "overdone";
}

/**
 * A sign where a rival that answers all of the tests' calls as the change does changes fewer answers near them, and hardly any that the
 * change leaves: a small change of the original, or the change itself with a small one more, which may take back a slip in it. None where
 * the tests' calls do not show what was red: then nothing tells a rival from a change that mends nothing.
 */
export async function broaderThanRivals(
  subject: Subject,
  calls: Calls,
  pairs: readonly Pair[],
): Promise<readonly Finding[]> {
  const own = pairs.filter(({ before }) => before.turn === 0);
  if (own.length < fewest || !own.some(differs)) return [];
  const near = [...Map.groupBy(pairs, ({ before }) => before.name).values()].flatMap(
    (some) => callsOf(some).near,
  );
  const changed = near.filter(differs);
  if (changed.length < less.count) return [];
  const rivals = await rivalsOf(subject, calls.file);
  const told = await probeRivals(
    subject,
    calls,
    rivals.map(({ text }) => text),
  );
  const found = [...told].flatMap(([place, answers]) => {
    const rival = rivals[place];
    const spared = sparedBy(answers, near, changed.length);
    return rival && spared.length > 0 ? [{ rival, spared }] : [];
  });
  const findings: Finding[] = [];
  for (const sign of ["broader", "overdone"] as const) {
    const alike = found.filter(({ rival }) => rival.sign === sign);
    const best = alike.toSorted((one, other) => other.spared.length - one.spared.length).slice(0, limit.runs);
    for (const { rival, spared } of best) {
      if (!(await passes(subject, calls.file, rival.text))) continue;
      findings.push(...findingsOf(calls.file, sign, rival.line, spared));
      break;
    }
  }
  return findings;
}

/** True where the whole check passes with this text of the file: the calls that can be made without the tests are not all that they ask for. */
async function passes(subject: Subject, file: string, text: string): Promise<boolean> {
  const { check, look, patch, overlays, before, signal } = subject;
  const mode = patch.read("after", file)?.mode ?? 0o644;
  const run = await runCheck(check, look, {
    root: patch.root,
    overlay: new Map([...overlays.after, [file, { bytes: new TextEncoder().encode(text), mode }]]),
    timeLimit: 5_000 + 5 * before.milliseconds,
    ...(signal && { signal }),
  });
  return run.ended && run.exit === 0;
}

function findingsOf(
  file: string,
  sign: Rival["sign"],
  line: number,
  spared: readonly Pair[],
): readonly Finding[] {
  const [first] = spared;
  if (!first) return [];
  const other =
    sign === "broader"
      ? `another change, of line ${line} alone,`
      : `the change with line ${line} slightly altered`;
  return [
    {
      sensor: "rivals",
      severity: "warning",
      message: `${callOf(first.before)} in ${file} gave ${toldOf(first.before)} and gives ${toldOf(first.after)}; ${other} does what the tests' calls ask for and leaves it, with ${spared.length - 1} more`,
      location: { file },
      sign,
    },
  ];
}

/** Small changes of the original near the lines that changed, and of the change in the lines that it added. */
async function rivalsOf(subject: Subject, file: string): Promise<readonly Rival[]> {
  const { alternatives, patch, lines } = subject;
  const [was, is] = [textOn(patch, "before", file), textOn(patch, "after", file)];
  if (!alternatives || was === undefined || is === undefined || was === is) return [];
  const added = new Set((lines.get(file)?.added ?? []).map(({ line }) => line));
  const others = await alternatives({ file, text: was }, placesIn(subject, file), limit.others);
  const further = await alternatives({ file, text: is }, [...added], 5 * limit.further);
  const own = further.filter(({ line }) => added.has(line)).slice(0, limit.further);
  // In turns: time may be over before all are tried.
  const all: Rival[] = [];
  for (let at = 0; at < Math.max(others.length, own.length); at += 1) {
    const [other, more] = [others[at], own[at]];
    if (other) all.push({ line: other.line, text: other.text, sign: "broader" });
    if (more) all.push({ line: more.line, text: more.text, sign: "overdone" });
  }
  return all;
}

const rivalRow = z.object({ rival: z.number(), answers: z.array(z.tuple([z.string(), z.string()])) });

/** The start of what a call comes to, as it is told of rivals. */
const briefly = ({ outcome }: Answer): string => outcome.join(" ").slice(0, 120);

/** What other texts of the file answer that answer the tests' own calls as the change does: by their places, then by call and turn. */
async function probeRivals(
  subject: Subject,
  calls: Calls,
  rivals: readonly string[],
): Promise<ReadonlyMap<number, ReadonlyMap<string, string>>> {
  const told = await tellOf(subject, subject.overlays.after, { ...calls, rivals });
  const rows = (told ?? []).flatMap((one) => {
    const read = rivalRow.safeParse(one);
    return read.success ? [read.data] : [];
  });
  return new Map(rows.map(({ rival, answers }) => [rival, new Map(answers)]));
}

/** Answers that the change alters and this rival leaves; none where it is not plainly the lesser change. */
function sparedBy(answers: ReadonlyMap<string, string>, near: readonly Pair[], all: number): readonly Pair[] {
  const spared: Pair[] = [];
  let [otherwise, both, unlike] = [0, 0, 0];
  for (const pair of near) {
    const own = answers.get(`${pair.before.call} ${pair.before.turn}`);
    if (own === undefined) continue;
    const kept = own === briefly(pair.before);
    if (differs(pair) && kept) spared.push(pair);
    else if (!differs(pair) && !kept) otherwise += 1;
    else if (differs(pair)) {
      both += 1;
      if (own !== briefly(pair.after)) unlike += 1;
    }
  }
  const enough = spared.length >= less.count && spared.length >= less.share * all;
  return enough && both > 0 && otherwise <= less.otherwise * spared.length && unlike <= less.unlike * both
    ? spared
    : [];
}

/** Lines of the original that changed, or before which something was put. */
function placesIn({ lines }: Subject, file: string): readonly number[] {
  const { added = [], removed = [] } = lines.get(file) ?? {};
  return removed.length > 0 ? removed.map(({ line }) => line) : added.map(({ line }) => line);
}
