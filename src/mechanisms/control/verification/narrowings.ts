/** Conditions that a change brought, each of them left out: a repair that holds in fewer cases than it could. */
import { closing, tokenize, type Token } from "../sensors/tokens.ts";

export interface Narrowing {
  readonly line: number;
  /** The condition, as written. */
  readonly what: string;
  /** The changed program without it. */
  readonly text: string;
}

const isWord = (token: Token | undefined, words: RegExp): boolean =>
  token !== undefined && token.type !== "string" && words.test(token.text);

const and = /^(?:&&|and)$/;
const ends = /^(?:&&|\|\||\?\??|and|or|[:;,=?]|=>|return|if|elif|while|else|in|lambda|for)$/;

/** The index behind the operand that begins at `from`. */
function behind(tokens: readonly Token[], from: number): number {
  let at = from;
  while (at < tokens.length) {
    const token = tokens[at];
    if (isWord(token, /^[)\]}]$/) || isWord(token, ends)) break;
    if (token?.type === "newline" && !isWord(tokens[at + 1], /^(?:\.|&&|\|\||\?)/)) break;
    at = isWord(token, /^[([{]$/) ? closing(tokens, at) + 1 : at + 1;
  }
  return at;
}

/** The index at which the operand that ends before `end` begins. */
function beginning(tokens: readonly Token[], end: number): number {
  let [at, depth] = [end, 0];
  while (at > 0) {
    const token = tokens[at - 1];
    if (isWord(token, /^[)\]}]$/)) depth += 1;
    if (isWord(token, /^[([{]$/)) depth -= 1;
    if (depth < 0 || (depth === 0 && isWord(token, ends))) break;
    if (depth === 0 && token?.type === "newline" && !isWord(tokens[at], /^(?:\.|&&|\|\|)/)) break;
    at -= 1;
  }
  return at;
}

/**
 * Programs without one of the conditions that a change added: they stand on changed lines and nowhere in the program as it was, and there
 * are more of their kind than there were, so that none is only another's replacement. Pure.
 */
export function narrowings(
  file: string,
  { was, is }: { readonly was: string; readonly is: string },
  added: ReadonlySet<number>,
): readonly Narrowing[] {
  const tokens = tokenize(is, file);
  const more = (kind: RegExp): boolean =>
    tokens.filter((one) => isWord(one, kind)).length >
    tokenize(was, file).filter((one) => isWord(one, kind)).length;
  const [moreAnds, moreIfs] = [more(and), more(/^(?:if|elif)$/)];
  const words = (some: readonly Token[]): string =>
    some.flatMap(({ type, text }) => (type === "newline" ? [] : [text])).join(" ");
  const known = ` ${words(tokenize(was, file))} `;
  const found: Narrowing[] = [];
  const add = (from: number, to: number, cut: readonly [number, number], instead = ""): void => {
    const [first, last, begin, end] = [tokens[from], tokens[to - 1], tokens[cut[0]], tokens[cut[1]]];
    if (!first || !last || !begin || known.includes(` ${words(tokens.slice(from, to))} `)) return;
    const stop = end ? end.start : last.end;
    const text = is.slice(0, begin.start) + instead + is.slice(Math.max(stop, begin.start));
    found.push({ line: first.line, what: is.slice(first.start, last.end), text });
  };
  for (const [at, token] of tokens.entries()) {
    if (!added.has(token.line)) continue;
    if (moreAnds && isWord(token, and)) {
      const [from, to] = [beginning(tokens, at), behind(tokens, at + 1)];
      add(from, at, [from, at + 1]);
      add(at + 1, to, [at, to]);
    }
    if (!moreIfs || !isWord(token, /^(?:if|elif)$/)) continue;
    const round = tokens[at + 1]?.text === "(" && !file.endsWith(".py");
    const [from, to] = round ? [at + 2, closing(tokens, at + 1)] : [at + 1, behind(tokens, at + 1)];
    const whole = tokens.slice(from, to).every((one) => !isWord(one, /^(?:&&|\|\||and|or)$/));
    if (whole && (round || isWord(tokens[to], /^:$/)))
      add(from, to, [from, to], file.endsWith(".py") ? "True" : "true");
  }
  return found;
}
