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
