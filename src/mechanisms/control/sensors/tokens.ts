/** Programs as words: enough of a lexer for JavaScript, TypeScript, Python, Go and Rust to compare and to search them. */

export interface Token {
  readonly type: "name" | "number" | "string" | "sign" | "newline";
  /** As written; a string's is its content behind one quotation mark, however it was quoted. */
  readonly text: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

const patterns: readonly (readonly [Token["type"] | "blank", RegExp])[] = [
  ["blank", /[^\S\n]+|\\\n/y],
  ["newline", /\n\s*/y],
  ["string", /[rbfuRBFU]{0,2}(?:"""[\s\S]*?"""|'''[\s\S]*?''')/y],
  ["string", /[rbfuRBFU]{0,2}(?:"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*')|`(?:[^`\\]|\\[\s\S])*`/y],
  ["number", /(?:0[xXbBoO][\da-fA-F_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?|\.\d+)[nLfiu\d]*/y],
  ["name", /[\p{L}_$#@][\p{L}\p{N}_$]*/uy],
  [
    "sign",
    /===|!==|\*\*=|\.\.\.|=>|==|!=|<=|>=|&&|\|\||\?\?|\?\.|\+=|-=|\*=|\/=|%=|:=|\*\*|\/\/|\+\+|--|->|::/y,
  ],
];

const comments: Readonly<Record<"c" | "python", RegExp>> = {
  c: /\/\/[^\n]*|\/\*[\s\S]*?\*\//y,
  python: /#[^\n]*/y,
};

/** True for a file whose words this lexer knows. */
export const isProgram = (file: string): boolean => /\.(?:[cm]?[jt]sx?|pyi?|go|rs)$/.test(file);

/** The words of a program; comments and blanks are left out, and of line ends those that separate words are kept. */
export function tokenize(text: string, file: string): readonly Token[] {
  const python = /\.pyi?$/.test(file);
  const all = [["blank", python ? comments.python : comments.c] as const, ...patterns];
  const tokens: Token[] = [];
  let [at, line] = [0, 1];
  while (at < text.length) {
    const { type, end } = match(text, at, all);
    if (type !== "blank" && !(type === "newline" && tokens.at(-1)?.type === "newline"))
      tokens.push({ type, text: spelling(text.slice(at, end), type), line, start: at, end });
    for (let place = at; place < end; place += 1) if (text[place] === "\n") line += 1;
    at = end;
  }
  return tokens;
}

function match(
  text: string,
  at: number,
  all: readonly (readonly [Token["type"] | "blank", RegExp])[],
): { type: Token["type"] | "blank"; end: number } {
  for (const [type, pattern] of all) {
    pattern.lastIndex = at;
    if (pattern.test(text)) return { type, end: pattern.lastIndex };
  }
  return { type: "sign", end: at + 1 };
}

function spelling(text: string, type: Token["type"] | "blank"): string {
  if (type !== "string") return type === "newline" ? "\n" : text;
  const open = /^[rbfuRBFU]{0,2}("""|'''|["'`])/.exec(text);
  const quote = open?.[1] ?? "";
  return `"${text.slice(open?.[0].length ?? 0, text.length - quote.length)}`;
}

/** True for a value that is written out. */
export const isLiteral = ({ type }: Token): boolean => type === "number" || type === "string";

/** The index of the bracket that closes the one at `open`; the last index where none does. */
export function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    const text = tokens[at]?.type === "sign" ? tokens[at]?.text : undefined;
    if (text === "(" || text === "[" || text === "{") depth += 1;
    if (text === ")" || text === "]" || text === "}") depth -= 1;
    if (depth === 0) return at;
  }
  return tokens.length - 1;
}
