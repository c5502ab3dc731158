/** Tells whether a changed test file still asserts all that it did: the same words in the same order, but for renamed things and additions. */
import path from "node:path";
import { isAddition, type Ground } from "./additions.ts";
import { tokenize, type Token } from "./tokens.ts";

/** Names of the project that a change has replaced by others everywhere: old → new. */
export type Renames = ReadonlyMap<string, string>;

/** `same`: nothing but renames. `added`: tests or assertions were added too. `weakened`: anything else; then the original decides. */
export type Kept = {
  readonly type: "same" | "added" | "weakened";
  /** What was renamed in it. */
  readonly renames: Renames;
};

/** One side of a change of the project's programs. */
export interface Words {
  /** Names in the lines that were taken away or added. */
  readonly changed: ReadonlySet<string>;
  /** Names anywhere in the changed files, with the names of files that exist on this side only. */
  readonly all: ReadonlySet<string>;
}

const plain = (tokens: readonly Token[]): readonly Token[] => tokens.filter(({ type }) => type !== "newline");
const moduleName = (text: string): string =>
  `./${path.posix.basename(text.replace(/^"/, "")).replace(/\.[cm]?[jt]sx?$/, "")}`;

/** Whole words of a text, renamed. */
export function renameWords(text: string, renames: Renames): string {
  return text.replaceAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu, (word) => renames.get(word) ?? word);
}

/**
 * Compares a test file before and after. A name may become another only if the project's own programs lost the one and gained the
 * other (`was`, `is`), and always the same one; so assertions cannot be exchanged (`equal` for `notEqual`), and literals not at all.
 * Its limits: a rename of something that the test file itself defines counts as weakening, and so do reordered and split tests.
 */
export function compareTests(
  file: string,
  texts: { readonly before: string; readonly after: string },
  sides: { readonly was: Words; readonly is: Words },
): Kept {
  const [from, to] = [plain(tokenize(texts.before, file)), plain(tokenize(texts.after, file))];
  const ground: Ground = {
    names: new Set(from.flatMap(({ type, text }) => (type === "name" ? [text] : []))),
    python: /\.pyi?$/.test(file),
    column: ({ start }) => start - texts.after.lastIndexOf("\n", start - 1) - 1,
  };
  const renames = new Map<string, string>();
  const same = (a: Token | undefined, b: Token | undefined): boolean =>
    a !== undefined && b !== undefined && isSame(a, b, { renames, sides });
  let [at, now, added] = [0, 0, false];
  const verdict = (type: Kept["type"]): Kept => ({ type, renames });
  while (at < from.length || now < to.length) {
    if (same(from[at], to[now])) {
      at += 1;
      now += 1;
      continue;
    }
    // What was added before a line that begins alike begins where that line does.
    let back = alike(from, at, to, now);
    const after = (): number | undefined =>
      resume(from.slice(at - back, at - back + 8), to, { now: now - back, ground, same });
    let next = after();
    if (next === undefined && back > 0) {
      back = 0;
      next = after();
    }
    if (next === undefined) return verdict("weakened");
    at -= back;
    now = next;
    added = true;
  }
  return verdict(added ? "added" : "same");
}

interface Comparison {
  readonly renames: Map<string, string>;
  readonly sides: { readonly was: Words; readonly is: Words };
}

function isSame(a: Token, b: Token, { renames, sides }: Comparison): boolean {
  if (a.type !== b.type) return false;
  const known = renames.get(a.text);
  if (a.type === "name") {
    if (known !== undefined) return known === b.text;
    if (a.text === b.text) return ![...renames.values()].includes(b.text);
    if (!isRename(a.text, b.text, sides) || [...renames.values()].includes(b.text)) return false;
    renames.set(a.text, b.text);
    return true;
  }
  if (a.text === b.text) return true;
  if (a.type !== "string") return false;
  if (renameWords(a.text, renames) === b.text) return true;
  const moved = /^"\.{1,2}\//.test(a.text) && /^"\.{1,2}\//.test(b.text);
  return moved && isRename(moduleName(a.text), moduleName(b.text), sides);
}

const isRename = (a: string, b: string, { was, is }: Comparison["sides"]): boolean =>
  was.changed.has(a) && !is.all.has(a) && is.changed.has(b) && !was.all.has(b);

/** How many tokens of their lines have come before both places; 0 where one of the two lines began earlier. */
function alike(from: readonly Token[], at: number, to: readonly Token[], now: number): number {
  const begun = (tokens: readonly Token[], place: number): number => {
    const line = tokens[place]?.line;
    let steps = 0;
    while (steps < place && tokens[place - steps - 1]?.line === line) steps += 1;
    return steps;
  };
  const steps = begun(to, now);
  return begun(from, at) === steps ? steps : 0;
}

interface Resuming {
  readonly now: number;
  readonly ground: Ground;
  readonly same: (a: Token | undefined, b: Token | undefined) => boolean;
}

/** Where the original goes on after an addition that begins at `now`; undefined where it does not. */
function resume(
  ahead: readonly Token[],
  to: readonly Token[],
  { now, ground, same }: Resuming,
): number | undefined {
  for (let next = now + 1; next < to.length; next += 1) {
    if (ahead.length === 0 || to[next]?.line === to[next - 1]?.line) continue;
    // A bracket of the addition may look like the one with which the original goes on.
    if (ahead.every((token, at) => same(token, to[next + at])) && isAddition(to.slice(now, next), ground))
      return next;
  }
  return ahead.length === 0 && isAddition(to.slice(now), ground) ? to.length : undefined;
}
