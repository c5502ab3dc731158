/** Whether another small change passes the same tests and leaves more as it was. */
import type { Finding } from "../../../core/finding.ts";
import * as z from "zod/mini";
import type { Calls } from "./calls.ts";
import { callOf, differs, tellOf, toldOf, type Answer, type Pair } from "./probing.ts";
import { callsOf } from "./relations.ts";
import { textOn } from "./patch.ts";
import { runCheck } from "./run.ts";
import type { Subject } from "./sensor.ts";

/** Other changes that are tried, and on how many of them the whole check is run. */
const limit = { rivals: 300, runs: 3 } as const;

/** So many calls of the tests it takes: with fewer, much passes. */
const fewest = 3;

/** How much less a rival must change, as a count and as a share; how much of it may be otherwise, and where both change an answer, be another. */
const less = { count: 3, share: 0.2, otherwise: 0.15, unlike: 0.2 } as const;

/**
 * A sign where a rival that answers all of the tests' calls as the change does changes fewer answers near them, and hardly any that the
 * change leaves, and the check passes with it. None where the tests' calls do not show what was red: then nothing tells a rival from a
 * change that mends nothing.
 */
export async function broaderThanRivals(
  subject: Subject,
  calls: Calls,
  pairs: readonly Pair[],
): Promise<readonly Finding[]> {
  const { file } = calls;
  const was = textOn(subject.patch, "before", file);
  const own = pairs.filter(({ before }) => before.turn === 0);
  if (!subject.alternatives || own.length < fewest || !own.some(differs) || was === undefined) return [];
  if (!subject.sources.includes(file)) return [];
  const near = [...Map.groupBy(pairs, ({ before }) => before.name).values()].flatMap(
    (some) => callsOf(some).near,
  );
  const changed = near.filter(differs);
  if (changed.length < less.count) return [];
  const rivals = await subject.alternatives({ file, text: was }, placesIn(subject, file), limit.rivals);
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
  const best = found.toSorted((one, other) => other.spared.length - one.spared.length);
  for (const { rival, spared } of best.slice(0, limit.runs))
    if (await passes(subject, file, rival.text)) return findingsOf(file, rival.line, spared);
  return [];
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

function findingsOf(file: string, line: number, spared: readonly Pair[]): readonly Finding[] {
  const [first] = spared;
  if (!first) return [];
  return [
    {
      sensor: "rivals",
      severity: "warning",
      message: `${callOf(first.before)} in ${file} gave ${toldOf(first.before)} and gives ${toldOf(first.after)}; another change, of line ${line} alone, does what the tests' calls ask for and leaves it, with ${spared.length - 1} more`,
      location: { file },
      sign: "broader",
    },
  ];
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
