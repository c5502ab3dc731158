/** Reads a change: which of its files are the work, which decide about it, and what became of the tests. */
import type { Alternatives, Check, CheckRun } from "../../../core/finding.ts";
import type { Command, Run } from "../../../interface/environment/sandbox.ts";
import { compareTests, type Kept, type Renames } from "../sensors/kept.ts";
import { overlayOf, readLines, textOn, type Patch, type Side } from "../sensors/patch.ts";
import { isTest, protectedPaths } from "../sensors/protected.ts";
import type { Subject } from "../sensors/sensor.ts";
import { isProgram } from "../sensors/tokens.ts";
import { wordsOn } from "../sensors/words.ts";

/** What became of a changed test file. */
export type Fate = Kept["type"] | "new" | "gone";

export interface Reading extends Subject {
  /** Changed files that decide, with those that are declared part of the task. */
  readonly protectedChanged: readonly string[];
  readonly declared: readonly string[];
  /** Held test programs, and what became of each. */
  readonly fates: ReadonlyMap<string, Fate>;
  /** Test files that are shown as they are now: renamed with the work, and nothing else. */
  readonly accepted: ReadonlySet<string>;
  readonly renames: Renames;
  /** True when the whole original tree can be shown. */
  readonly restorable: boolean;
}

export interface ReadingParts {
  readonly patch: Patch;
  readonly check: Check;
  readonly before: CheckRun;
  readonly declared: (file: string) => boolean;
  readonly look: (command: Command) => Promise<Run>;
  readonly alternatives?: Alternatives;
  readonly signal?: AbortSignal;
}

/** The subject of all sensors. Throws when the original of a file that decides cannot be had. */
export async function readSubject(parts: ReadingParts): Promise<Reading> {
  const { patch, check, before, signal } = parts;
  const protectedChanged = protectedPaths(patch.files, check, before, {
    original: (file) => textOn(patch, "before", file),
    current: (file) => textOn(patch, "after", file),
  });
  const declared = protectedChanged.filter(parts.declared);
  const held = protectedChanged.filter((file) => !declared.includes(file));
  const sources = patch.files.filter((file) => !protectedChanged.includes(file));
  const lines = await readLines(patch, [...patch.files]);
  const { fates, renames } = judgeTests({ patch, held, sources, lines });
  const accepted = new Set(
    [...fates].flatMap(([file, fate]) => (renames.get(file)?.size && fate !== "weakened" ? [file] : [])),
  );
  const restorable = canRestore(patch);
  const show =
    (side: Side) =>
    (file: string): Side =>
      side === "after" && held.includes(file) && !accepted.has(file) ? "before" : side;
  return {
    patch,
    check,
    before,
    sources,
    held,
    lines,
    mayChange: parts.declared,
    overlays: {
      before: restorable ? overlayOf(patch, show("before")) : new Map(),
      after: overlayOf(patch, show("after")),
    },
    restorable,
    tests: testTexts(patch, before),
    look: parts.look,
    ...(parts.alternatives && { alternatives: parts.alternatives }),
    ...(signal && { signal }),
    protectedChanged,
    declared,
    fates,
    accepted,
    renames: new Map(renames.values().flatMap((each) => each.entries())),
  };
}

/** False when the original of a file was not kept, or was no file. */
function canRestore(patch: Patch): boolean {
  try {
    for (const file of patch.files) patch.read("before", file);
    return true;
  } catch {
    return false;
  }
}

function judgeTests({ patch, held, sources, lines }: Pick<Subject, "patch" | "held" | "sources" | "lines">): {
  fates: Map<string, Fate>;
  renames: Map<string, Renames>;
} {
  const fates = new Map<string, Fate>();
  const renames = new Map<string, Renames>();
  const sides = {
    was: wordsOn(patch, "before", sources, lines),
    is: wordsOn(patch, "after", sources, lines),
  };
  for (const file of held.filter((each) => isProgram(each) && isTest(each))) {
    const [before, after] = [textOn(patch, "before", file), textOn(patch, "after", file)];
    if (before === undefined || after === undefined) {
      fates.set(file, before === undefined ? "new" : "gone");
      continue;
    }
    const kept = compareTests(file, { before, after }, sides);
    fates.set(file, kept.type);
    if (kept.type !== "weakened") renames.set(file, kept.renames);
  }
  return { fates, renames };
}

/** The tests as they were: those that reported, by their files. */
function testTexts(patch: Patch, before: CheckRun): ReadonlyMap<string, string> {
  const files = new Set(before.tests.flatMap(({ file }) => (file === undefined ? [] : [file])));
  return new Map(
    [...files].flatMap((file) => {
      const text = textOn(patch, "before", file);
      return text === undefined ? [] : [[file, text] as const];
    }),
  );
}
