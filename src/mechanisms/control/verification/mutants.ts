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

/** An operator's opposite; undefined for signs that are no operators where they stand. */
function swapped(token: Token, before: Token | undefined, next: Token | undefined): string | undefined {
  const angle = /^[<>]$/.test(token.text) && (before?.type !== "name" || /^\p{Lu}/u.test(next?.text ?? ""));
  const operand =
    before !== undefined && (/^(?:name|number)$/.test(before.type) || /^[)\]]$/.test(before.text));
  if (angle || (/^[-+*/]$/.test(token.text) && !operand)) return undefined;
  return Object.hasOwn(swaps, token.text) ? swaps[token.text] : undefined;
}

interface Alteration {
  readonly text: string;
  /** Operators and conditions say most about behaviour, then values that are given back. */
  readonly rank: number;
}

function alter(tokens: readonly Token[], at: number, python: boolean): Alteration | undefined {
  const token = tokens[at];
  const [before, next] = [tokens[at - 1], tokens[at + 1]];
  if (!token) return undefined;
  if (token.type === "number") return { text: token.text === "0" ? "1" : "0", rank: 2 };
  if (token.type === "string")
    return next?.text === ":" || before?.text === "from" ? undefined : { text: '"altered"', rank: 3 };
  const text = swapped(token, before, next);
  if (text !== undefined) return { text, rank: 0 };
  if (token.text !== "return" || !next || next.type === "newline" || next.text === ";") return undefined;
  return { text: python ? "return None and" : "return void", rank: 1 };
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
      return Object.assign(one, { times });
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
