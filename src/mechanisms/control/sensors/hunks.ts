/** The pieces of which a change of a file consists, and the file without one of them. */
import { textOn, type Patch } from "./patch.ts";
import { tokenize, type Token } from "./tokens.ts";

export interface Hunk {
  readonly file: string;
  /** Lines of the changed file; `to` is before `from` where lines were only taken away. */
  readonly from: number;
  readonly to: number;
  /** The changed file with this piece as it was. */
  readonly without: string;
}

/** Such as `a.js:3` or `a.js:3-5`. */
export const placeOf = ({ file, from, to }: Hunk): string => `${file}:${from}${to > from ? `-${to}` : ""}`;

/** Runs of changed lines, each with the file without it. Files that are new or gone have none. */
export async function hunksOf(patch: Patch, files: readonly string[]): Promise<readonly Hunk[]> {
  const { diffArrays } = await import("diff");
  const found: Hunk[] = [];
  for (const file of files) {
    const [was, is] = [textOn(patch, "before", file), textOn(patch, "after", file)];
    if (was === undefined || is === undefined) continue;
    const after = is.split("\n");
    let now = 0;
    let open: { at: number; old: string[]; added: number } | undefined;
    const close = (): void => {
      if (!open) return;
      const { at, old, added } = open;
      const without = [...after.slice(0, at), ...old, ...after.slice(at + added)].join("\n");
      found.push({ file, from: at + 1, to: at + added, without });
      open = undefined;
    };
    for (const part of diffArrays(was.split("\n"), after)) {
      if (!part.added && !part.removed) {
        close();
        now += part.value.length;
        continue;
      }
      open ??= { at: now, old: [], added: 0 };
      if (part.removed) open.old.push(...part.value);
      else {
        open.added += part.value.length;
        now += part.value.length;
      }
    }
    close();
  }
  return found;
}

/** How alike two lines must be, as the share of words that both have, to be one line before and after; and how many lines are laid side by side. */
const alike = { share: 0.5, lines: 40 } as const;

/**
 * The lines of a piece that were changed and not put in anew, each with the file in which it says what it did; where several words of such a
 * line changed, each of these, too.
 */
export async function linesOf(hunk: Hunk, is: string): Promise<readonly Hunk[]> {
  const { file, from, to, without } = hunk;
  const after = is.split("\n");
  const before = without.split("\n");
  const old = before.slice(from - 1, before.length - (after.length - to));
  const now = after.slice(from - 1, to);
  if (old.length < 2 && now.length < 2) return [];
  if (Math.max(old.length, now.length) > alike.lines) return [];
  const found = pairsIn(old, now, file).map(async ([was, at]): Promise<readonly Hunk[]> => {
    const line = from + at;
    const [then, here] = [old[was] ?? "", now[at] ?? ""];
    const text = `${/^\s*/.exec(here)?.[0] ?? ""}${then.trim()}`;
    if (text === here) return [];
    const whole = { file, from: line, to: line, without: after.with(line - 1, text).join("\n") };
    return [whole].concat(await runsOf(whole, is));
  });
  return (await Promise.all(found)).flat();
}

/** Which old line each new line was: in order, so that as many words as can be are the same. */
function pairsIn(
  old: readonly string[],
  now: readonly string[],
  file: string,
): readonly (readonly [number, number])[] {
  const [then, here] = [old, now].map((lines) =>
    lines.map((line) => tokenize(line, file).flatMap(({ type, text }) => (type === "newline" ? [] : [text]))),
  );
  const likeness = (was: number, at: number): number => {
    const [a = [], b = []] = [then?.[was], here?.[at]];
    const left = [...a];
    const both = b.filter((word) => left.includes(word) && left.splice(left.indexOf(word), 1).length > 0);
    const share = (2 * both.length) / Math.max(1, a.length + b.length);
    return share >= alike.share && both.length > 1 ? share * both.length : 0;
  };
  // The best of what can be had from each place on.
  const best = Array.from({ length: old.length + 1 }, () => Array<number>(now.length + 1).fill(0));
  const at = (row: number, column: number): number => best[row]?.[column] ?? 0;
  for (let row = old.length - 1; row >= 0; row -= 1)
    for (let column = now.length - 1; column >= 0; column -= 1) {
      const paired = likeness(row, column);
      best[row]?.splice(
        column,
        1,
        Math.max(at(row + 1, column), at(row, column + 1), paired > 0 ? paired + at(row + 1, column + 1) : 0),
      );
    }
  const pairs: (readonly [number, number])[] = [];
  let [row, column] = [0, 0];
  while (row < old.length && column < now.length) {
    if (at(row, column) === at(row + 1, column)) row += 1;
    else if (at(row, column) === at(row, column + 1)) column += 1;
    else pairs.push([row++, column++]);
  }
  return pairs;
}

/** More runs of words than this are another text, and not a change of one. */
const mostRuns = 6;

/** A run of changed words: where it stands, what stood there, and how many more brackets that opens than it closes. */
interface Run {
  readonly begin: number;
  readonly end: number;
  readonly old: string;
  readonly open: number;
}

/**
 * The runs of changed words of a piece, each with the file without it; those that open and close a bracket together, such as what is put
 * around something. None where it changes one run only, or nearly all.
 */
export async function runsOf({ file, from, to, without }: Hunk, is: string): Promise<readonly Hunk[]> {
  const { diffArrays } = await import("diff");
  const [old, now] = [tokenize(without, file), tokenize(is, file)];
  const words = (tokens: readonly Token[]): string[] => tokens.map(({ type, text }) => `${type} ${text}`);
  const runs: Run[] = [];
  let [at, was] = [0, 0];
  let begun: { at: number; was: number } | undefined;
  const close = (): void => {
    if (!begun) return;
    const [taken, put] = [old.slice(begun.was, was), now.slice(begun.at, at)];
    const begin = now[begun.at]?.start ?? is.length;
    runs.push({
      begin,
      end: Math.max(begin, now[at]?.start ?? is.length),
      old: without.slice(old[begun.was]?.start ?? without.length, old[was]?.start ?? without.length),
      open: depthOf(taken) - depthOf(put),
    });
    begun = undefined;
  };
  for (const part of diffArrays(words(old), words(now))) {
    if (!part.added && !part.removed) close();
    else begun ??= { at, was };
    if (!part.added) was += part.value.length;
    if (!part.removed) at += part.value.length;
  }
  close();
  const groups = runs.length > mostRuns ? [] : balanced(runs);
  return groups.length < 2 ? [] : groups.map((group) => ({ file, from, to, without: undo(is, group) }));
}

const depthOf = (tokens: readonly Token[]): number =>
  tokens.reduce((sum, { type, text }) => {
    if (type !== "sign") return sum;
    return sum + (/^[([{]$/.test(text) ? 1 : 0) - (/^[)\]}]$/.test(text) ? 1 : 0);
  }, 0);

/** Runs that leave no bracket open by themselves, and groups of those that do so together. */
function balanced(runs: readonly Run[]): readonly (readonly Run[])[] {
  const groups: Run[][] = [];
  let open: Run[] = [];
  for (const run of runs) {
    if (run.open === 0) {
      groups.push([run]);
      continue;
    }
    open.push(run);
    if (open.reduce((sum, one) => sum + one.open, 0) !== 0) continue;
    groups.push(open);
    open = [];
  }
  return groups;
}

function undo(text: string, runs: readonly Run[]): string {
  return runs
    .toSorted((a, b) => b.begin - a.begin)
    .reduce((now, { begin, end, old }) => now.slice(0, begin) + old + now.slice(end), text);
}
