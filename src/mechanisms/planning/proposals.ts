/** What a model has thought of, as a field to search: each proposal, and several of them together where each mends something. */
import type { CheckRun } from "../../core/finding.ts";
import type { Field, Idea, Judged } from "../exploration.ts";

/** One change of a file: a piece that is in it exactly once, or all of its text (null takes it away). */
export type ProposedEdit =
  | { readonly path: string; readonly old: string; readonly replacement: string }
  | { readonly path: string; readonly text: string | null };

export interface Proposal {
  readonly name: string;
  readonly edits: readonly ProposedEdit[];
}

export type Texts = ReadonlyMap<string, string | null>;

export interface Bench {
  /** The text of a file of the snapshot; null where there is none. */
  readonly read: (path: string) => string | null;
  /** Runs the project's check with these texts in place of the files. */
  readonly check: (texts: Texts) => Promise<CheckRun>;
  /** That check on the snapshot itself. */
  readonly before: CheckRun;
}

/** A field over proposals on top of an attempt that was made before, whose texts are `from`. Throws an Error for the cell when one does not fit. */
export function createProposals(proposals: readonly Proposal[], from: Texts, bench: Bench): Field<Proposal> {
  const texts = (path: readonly Proposal[]): Texts => textsAfter(path, from, bench.read);
  for (const proposal of proposals) texts([proposal]);
  const touched = new Set(proposals.flatMap(({ edits }) => edits.map(({ path }) => path)));
  const base = [...touched, ...from.keys()].flatMap((path): [string, string][] => {
    const text = bench.read(path);
    return text === null ? [] : [[path, text]];
  });
  const before = statesOf(bench.before);
  return {
    failing: named(before, "failed"),
    base: new Map(base),
    texts,
    ideas: (path) =>
      Promise.resolve(proposals.filter((one) => !path.includes(one)).map((one) => ideaOf(one, proposals))),
    async attempt(path, work) {
      const tried = fitting(() => texts([...path, work]));
      return tried && standingOf(await bench.check(tried), before);
    },
    pieces: (path, work) => piecesOf(texts(path), texts([...path, work]), bench.read),
  };
}

function ideaOf(proposal: Proposal, all: readonly Proposal[]): Idea<Proposal> {
  const place = all.indexOf(proposal);
  return {
    key: `${place}:${proposal.name}`,
    label: proposal.name,
    prior: -place / 100,
    place,
    traits: [...new Set(proposal.edits.map(({ path }) => path))].toSorted(),
    work: proposal,
  };
}

/** On top of another proposal one may not fit any more: then it cannot be tried there. */
function fitting(make: () => Texts): Texts | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** The texts after proposals, one after the other. Throws an Error for the cell when a piece is not in its file exactly once. */
function textsAfter(path: readonly Proposal[], from: Texts, read: Bench["read"]): Texts {
  const texts = new Map(from);
  for (const { name, edits } of path)
    for (const edit of edits) {
      if ("text" in edit) {
        texts.set(edit.path, edit.text);
        continue;
      }
      const known = texts.get(edit.path);
      const text = known === undefined ? read(edit.path) : known;
      const pieces = text === null ? [] : text.split(edit.old);
      if (pieces.length !== 2 || edit.old === "")
        throw new Error(
          `${name}: the text to replace is ${Math.max(pieces.length - 1, 0)} times in ${edit.path}; it must be there once`,
        );
      texts.set(edit.path, pieces.join(edit.replacement));
    }
  return texts;
}

type States = ReadonlyMap<string, string>;

const statesOf = ({ tests }: CheckRun): States =>
  new Map(
    tests.map(({ name, file, state }) => [
      file === undefined || name.startsWith(file) ? name : `${file}: ${name}`,
      state,
    ]),
  );

const named = (states: States, state: string): string[] =>
  [...states].filter(([, is]) => is === state).map(([name]) => name);

/** `passed` needs all that passed before, what failed, and a good end. */
function standingOf(run: CheckRun, before: States): Judged {
  const after = statesOf(run);
  const failing = named(before, "failed");
  const fixed = failing.filter((name) => after.get(name) === "passed").length;
  const broken = named(before, "passed").filter((name) => after.get(name) !== "passed");
  const red = [...new Set([...named(after, "failed"), ...broken])];
  const score = failing.length === 0 ? 0 : fixed / failing.length;
  const told = { score, failing: red.slice(0, 50) };
  if (run.exit === 0 && run.ended && red.length === 0 && fixed === failing.length)
    return { ...told, outcome: "passed", score: 1, effect: "further" };
  if (run.timedOut) return { ...told, outcome: "exhausted", effect: "other" };
  return {
    ...told,
    outcome: fixed > 0 && broken.length === 0 && fixed < failing.length ? "partial" : "failed",
    effect: fixed > 0 ? "further" : broken.length > 0 ? "other" : "none",
  };
}

/** The lines in which two states of the texts differ, a piece a file. */
function piecesOf(old: Texts, next: Texts, read: Bench["read"]): ReturnType<Field<Proposal>["pieces"]> {
  return [...next].flatMap(([path, after]) => {
    const was = old.has(path) ? (old.get(path) ?? null) : read(path);
    if (was === after) return [];
    const [a, b] = [(was ?? "").split("\n"), (after ?? "").split("\n")];
    let top = 0;
    while (top < Math.min(a.length, b.length) && a[top] === b[top]) top += 1;
    let end = 0;
    while (end < Math.min(a.length, b.length) - top && a.at(-1 - end) === b.at(-1 - end)) end += 1;
    const part = (lines: readonly string[]): string => lines.slice(top, lines.length - end).join("\n");
    return [{ path, line: top + 1, before: part(a), after: part(b) }];
  });
}
