/** Tells whether a changed test file still asserts all that it did: the same words in the same order, but for renamed things and additions. */
import path from "node:path";
import { closing, tokenize, type Token } from "./tokens.ts";

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

const openers = new Set(
  "test it describe suite context def async class import from const let var function expect assert self fn func # #[ @".split(
    " ",
  ),
);
/** Words that an addition may not hold: they could keep other tests from running, or from failing. */
const spoilers = new Set(
  "only skip todo ignore should_panic exit _exit reallyExit abort kill mock monkeypatch patch exec eval setattr defineProperty prototype globalThis global process fail".split(
    " ",
  ),
);

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
  const names = new Set(from.flatMap(({ type, text }) => (type === "name" ? [text] : [])));
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
    const next = resume(from.slice(at, at + 8), to, { now, names, same });
    if (next === undefined) return verdict("weakened");
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

interface Resuming {
  readonly now: number;
  readonly names: ReadonlySet<string>;
  readonly same: (a: Token | undefined, b: Token | undefined) => boolean;
}

/** Where the original goes on after an addition that begins at `now`; undefined where it does not. */
function resume(
  ahead: readonly Token[],
  to: readonly Token[],
  { now, names, same }: Resuming,
): number | undefined {
  for (let next = now + 1; next < to.length; next += 1) {
    if (ahead.length === 0 || to[next]?.line === to[next - 1]?.line) continue;
    // A bracket of the addition may look like the one with which the original goes on.
    if (ahead.every((token, at) => same(token, to[next + at])) && isAddition(to.slice(now, next), names))
      return next;
  }
  return ahead.length === 0 && isAddition(to.slice(now), names) ? to.length : undefined;
}

/** Whole statements that bind no name of the original and hold nothing that could spoil other tests. */
function isAddition(tokens: readonly Token[], names: ReadonlySet<string>): boolean {
  const [first, second] = tokens;
  if (!first || !(openers.has(first.text) || (second?.text === "=" && first.type === "name"))) return false;
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.type === "sign" && "([{".includes(token.text)) depth += 1;
    if (token.type === "sign" && ")]}".includes(token.text)) depth -= 1;
    if (depth < 0 || (token.type === "name" && spoilers.has(token.text))) return false;
    if (binds(tokens, index, names)) return false;
  }
  return depth === 0;
}

/** True where an original name gets another meaning: declared again, assigned to, or one of its members. */
function binds(tokens: readonly Token[], index: number, names: ReadonlySet<string>): boolean {
  const [before, token, next] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  if (token?.type === "sign" && token.text === "{" && /^(?:const|let|var|import)$/.test(before?.text ?? ""))
    return tokens
      .slice(index, closing(tokens, index))
      .some(
        ({ type, text }, place, all) => type === "name" && names.has(text) && all[place + 1]?.text !== ":",
      );
  if (token?.type !== "name") return false;
  if (/^(?:const|let|var|function|def|class|as)$/.test(before?.text ?? "")) return names.has(token.text);
  if (before?.text === "import") return names.has(token.text) && next?.text !== ".";
  return next?.text === "=" && names.has(rootAt(tokens, index));
}

/** The first name of a chain such as `a.b.c` that ends at `index`. */
function rootAt(tokens: readonly Token[], index: number): string {
  const owned = tokens[index - 1]?.text === ".";
  return owned && index > 1 ? rootAt(tokens, index - 2) : (tokens[index]?.text ?? "");
}
