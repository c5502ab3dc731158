/** Repairs as a field to search: on every branch, the changes of its programs, and warm workers that try them. */
import type { Piece, Standing } from "../../../core/attempt.ts";
import type { Field, Idea } from "../../exploration.ts";
import type { Ground } from "./ground.ts";
import { describePatch, describePatches } from "./patch.ts";
import { rankCandidates, type Candidate } from "./rank.ts";
import { foresee } from "./synthesis/foresee.ts";
import { prepare, type Source } from "./sources.ts";
import type { Study } from "./study.ts";
import { findSuspects } from "./suspicion.ts";
import { openTrial, type Trial } from "./trial.ts";

export interface Branches extends Field<Candidate> {
  /** The place of a first change, from 1, in the order that a leaning makes; undefined before the ideas were asked for. */
  place(candidate: Candidate, leaning?: (operator: string) => number): number | undefined;
  /** CPU seconds of all workers. */
  seconds(): number;
  close(): void;
}

/** What is taken from the rank of changes on a branch where no test passes that failed before. */
const laterOnly = 3;

/** How many that had the same values are tried at once when one passes, and how much sooner. */
const mostAkin = 12;
const sooner = 20;

export interface BranchOptions {
  /** Patches that are not to be tried again. */
  readonly exclude: readonly string[];
  /** What past tasks add to the rank of an operator. */
  readonly leaning: ((operator: string) => number) | undefined;
}

/** The texts of the files that a path of candidates has changed. */
export function textsAfter(path: readonly Candidate[]): Map<string, string> {
  return new Map(path.map((one) => [one.source.file, changed(one)]));
}

/** The programs as a path of candidates leaves them. */
export function sourcesAfter(studied: Study, path: readonly Candidate[]): Map<string, Source> {
  const sources = new Map(studied.sources);
  for (const [file, text] of textsAfter(path)) {
    const known = sources.get(file);
    const tree = known?.parse(text);
    if (known && tree) sources.set(file, { ...known, text, tree });
  }
  return sources;
}

const changed = ({ source, mutation: { start, end, text } }: Candidate): string =>
  source.text.slice(0, start) + text + source.text.slice(end);

/** The field of one study. Nothing starts before the first attempt. */
export function openBranches(ground: Ground, studied: Study, options: BranchOptions): Branches {
  const trials: Trial[] = [];
  const mended = new Map<string, ReadonlySet<string>>();
  const trialOf = (worker: number): Trial => (trials[worker] ??= openTrial(ground, studied));
  let roots: readonly Candidate[] = [];
  const suspect = new Set(studied.suspects.map(({ file }) => file));
  return {
    failing: studied.failing.map(({ name }) => name),
    base: new Map(
      [...studied.sources.values()]
        .filter(({ file }) => suspect.has(file))
        .map(({ file, text }) => [file, text]),
    ),
    async ideas(path) {
      const study = path.length === 0 ? studied : studyAfter(studied, path, mended.get(nameOf(path)));
      const files = [...study.sources.keys()].toSorted();
      // A test that only fails later says little of the change before: what builds on it waits.
      const waits = path.length > 0 && !mended.has(nameOf(path)) ? laterOnly : 0;
      const all = rankCandidates(study);
      const ranked = await foresee(ground, { ...studied, ...study }, all);
      if (path.length === 0) roots = ranked;
      const traits = studied.baseline.length > 1;
      return ranked.map((one) =>
        ideaOf(one, { files, traits }, (name) => (options.leaning?.(name) ?? 0) - waits),
      );
    },
    akin(path, work) {
      if (path.length > 0 || work.kin === undefined) return [];
      const files = [...studied.sources.keys()].toSorted();
      return roots
        .filter((one) => one.kin === work.kin && one !== work)
        .slice(0, mostAkin)
        .map((one) => ideaOf({ ...one, ahead: sooner }, { files, traits: false }, undefined));
    },
    async attempt(path, work, { worker, ample }) {
      const texts = textsToRun([...path, work], options.exclude);
      const trial = trialOf(worker);
      if (!texts || (ample && !trial.hasPatience())) return undefined;
      const { fixed, ...standing } = await trial.run(texts, {
        fuel: ample ? "ample" : "lean",
        mended: mended.get(nameOf(path))?.size ?? 0,
      });
      if (fixed)
        mended.set(nameOf([...path, work]), new Set(fixed.map(({ file, name }) => `${file}\n${name}`)));
      const later = path.length === 0 && isLater(standing, studied);
      return later ? { ...standing, outcome: "partial" } : standing;
    },
    place(candidate, leaning = () => 0) {
      const value = ({ rank, ahead = 0, mutation }: Candidate): number =>
        rank + ahead + leaning(mutation.operator);
      const [own, at] = [value(candidate), roots.indexOf(candidate)];
      const before = (one: Candidate, other: number): boolean =>
        value(one) > own || (value(one) === own && other < at);
      return at === -1 ? undefined : roots.filter(before).length + 1;
    },
    pieces: (_path, work) => [pieceOf(work)],
    texts: textsAfter,
    seconds: () => trials.reduce((sum, trial) => sum + trial.seconds(), 0),
    close: () => trials.forEach((trial) => trial.close()),
  };
}

/** One test that fails later than it did is better too, where there is no other that the change could have broken. */
const isLater = ({ outcome, effect }: Standing, { baseline }: Study): boolean =>
  outcome === "failed" && effect === "further" && baseline.length === 1;

function ideaOf(
  candidate: Candidate,
  // Where a test alone is what moves, that it moved says too little of the place.
  { files, traits }: { readonly files: readonly string[]; readonly traits: boolean },
  leaning: BranchOptions["leaning"],
): Idea<Candidate> {
  const { source, mutation, rank, ahead = 0 } = candidate;
  const { operator, line, start } = mutation;
  return {
    key: describePatch(candidate).id,
    label: operator,
    prior: rank + ahead + (leaning?.(operator) ?? 0),
    place: files.indexOf(source.file) * 1_000_000 + start,
    traits: traits ? [`${source.file}:${line}`] : [],
    work: candidate,
  };
}

const nameOf = (path: readonly Candidate[]): string =>
  path.map((candidate) => describePatch(candidate).id).join("+");

function pieceOf(candidate: Candidate): Piece {
  const { path, line, before, after } = describePatch(candidate);
  return { path, line, before, after };
}

/** The files as the workers take them; undefined when the last change is excluded or leaves no program. */
function textsToRun(
  path: readonly Candidate[],
  exclude: readonly string[],
): Record<string, string> | undefined {
  const last = path.at(-1);
  if (!last || exclude.includes(describePatches(path)?.id ?? "")) return undefined;
  const texts: Record<string, string> = {};
  for (const candidate of path) {
    const whole = changed(candidate);
    const tree = candidate.source.parse(whole);
    if (!tree) return undefined;
    texts[candidate.source.file] = prepare(candidate.source, whole, tree, false);
  }
  return texts;
}

/** What is known on a branch: its programs, and which lines are suspect now that some tests pass. Lines below a change move with it. */
function studyAfter(
  studied: Study,
  path: readonly Candidate[],
  fixed: ReadonlySet<string> = new Set(),
): Pick<Study, "suspects" | "sources" | "failing"> {
  const sources = sourcesAfter(studied, path);
  const tests = studied.baseline.map((test) =>
    fixed.has(`${test.file}\n${test.name}`) ? { ...test, state: "passed" as const } : test,
  );
  const allowed = new Set(studied.suspects.map(({ file }) => file));
  const suspects = findSuspects(tests).filter(({ file }) => allowed.has(file));
  const moved = path.reduce((known, { source, mutation: { start, end, text } }) => {
    const at = source.text.slice(0, start).split("\n").length;
    const more = text.split("\n").length - source.text.slice(start, end).split("\n").length;
    return known.map((one) =>
      one.file === source.file && one.line > at ? { ...one, line: one.line + more } : one,
    );
  }, suspects);
  const failing = studied.failing.filter((test) => !fixed.has(`${test.file}\n${test.name}`));
  return { sources, failing, suspects: moved.length > 0 ? moved : studied.suspects };
}
