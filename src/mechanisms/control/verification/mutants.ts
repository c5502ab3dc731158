/** Small alterations of changed lines, to see whether a check would notice. */
import { tokenize, type Token } from "../sensors/tokens.ts";

/** A program with one word altered. */
export interface Mutant {
  readonly file: string;
  readonly line: number;
  /** Such as `< becomes >=`. */
  readonly what: string;
  readonly text: string;
}

const swaps: Readonly<Record<string, string>> = {
  "===": "!==",
  "!==": "===",
  "==": "!=",
  "!=": "==",
  "<": ">=",
  ">": "<=",
  "<=": ">",
  ">=": "<",
  "&&": "||",
  "||": "&&",
  and: "or",
  or: "and",
  "+": "-",
  "-": "+",
  "*": "+",
  "/": "*",
  "//": "*",
  "%": "*",
  "+=": "-=",
  "-=": "+=",
  "++": "--",
  "--": "++",
  "??": "&&",
  true: "false",
  false: "true",
  True: "False",
  False: "True",
};

/** Operators and conditions say most about behaviour, then values that are given back. */
function alter(
  tokens: readonly Token[],
  at: number,
  python: boolean,
): { text: string; rank: number } | undefined {
  const token = tokens[at];
  const [before, next] = [tokens[at - 1], tokens[at + 1]];
  if (!token) return undefined;
  if (token.type === "number") return { text: token.text === "0" ? "1" : "0", rank: 2 };
  if (token.type === "string")
    return next?.text === ":" || before?.text === "from" ? undefined : { text: '"altered"', rank: 3 };
  const angle = /^[<>]$/.test(token.text) && (before?.type !== "name" || /^[\p{Lu}]/u.test(next?.text ?? ""));
  const swapped = Object.hasOwn(swaps, token.text) ? swaps[token.text] : undefined;
  const unary =
    /^[-+*/]$/.test(token.text) &&
    !(before?.type === "name" || before?.type === "number" || before?.text === ")" || before?.text === "]");
  if (swapped !== undefined && !angle && !unary) return { text: swapped, rank: 0 };
  if (token.text === "return" && next && next.type !== "newline" && next.text !== ";")
    return { text: python ? "return None and" : "return void", rank: 1 };
  return undefined;
}

/** Up to `limit` mutants of these lines of a program, spread over them; none where nothing there can be altered. Pure. */
export function mutantsOf(
  { file, text }: { readonly file: string; readonly text: string },
  lines: ReadonlySet<number>,
  limit: number,
): readonly Mutant[] {
  const tokens = tokenize(text, file);
  const python = file.endsWith(".py");
  const found = tokens.flatMap((token, at) => {
    const change = lines.has(token.line) ? alter(tokens, at, python) : undefined;
    return change ? [{ token, ...change }] : [];
  });
  const perLine = new Map<number, number>();
  return found
    .toSorted((a, b) => a.rank - b.rank)
    .map((one) => {
      const times = perLine.get(one.token.line) ?? 0;
      perLine.set(one.token.line, times + 1);
      return { ...one, times };
    })
    .toSorted((a, b) => a.times - b.times)
    .slice(0, limit)
    .map(({ token, text: word }) => ({
      file,
      line: token.line,
      what: `${text.slice(token.start, token.end)} becomes ${word}`,
      text: `${text.slice(0, token.start)}${word}${text.slice(token.end)}`,
    }));
}
