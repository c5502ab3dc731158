/** Examples that a program's own words give: calls with their results, in docstrings and in comments before functions. */

/** A value as JSON has it. */
export type Plain = null | boolean | number | string | readonly Plain[];

/** One example, as expressions of the program's language. */
export interface Documented {
  /** The function that the words stand at. */
  readonly name: string;
  readonly call: string;
  readonly expected: string;
}

/** The words that stand at a function. */
export interface Described {
  readonly name: string;
  readonly words: string;
}

const python =
  /^[ \t]*(?:async[ \t]+)?def[ \t]+(\w+)[ \t]*\((?:[^()]|\([^()]*\))*\)[^\n:]*:[ \t]*(?:#[^\n]*)?\n\s*[rRuU]?("""|''')([\s\S]*?)\2/gm;
const block =
  /\/\*((?:(?!\*\/)[\s\S])*)\*\/\s*(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function\s*\*?\s*([\w$]+)|(?:const|let|var)\s+([\w$]+)\s*[=:])/g;
const lines =
  /((?:^[ \t]*\/\/[^\n]*\n)+)[ \t]*(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:function\s*\*?\s*([\w$]+)|(?:const|let|var)\s+([\w$]+)\s*[=:])/gm;

/** Functions of a program with the words that describe them. */
export function descriptionsIn(text: string, language: "javascript" | "python"): Described[] {
  if (language === "python")
    return [...text.matchAll(python)].map(([, name = "", , words = ""]) => ({ name, words }));
  return [...text.matchAll(block), ...text.matchAll(lines)].map(([, words = "", name, constant = ""]) => ({
    name: name ?? constant,
    words: words.replaceAll(/^[ \t]*(?:\*|\/\/)[ \t]?/gm, ""),
  }));
}

/** The examples in a program's words. One whose values are no literals is left out. */
export function examplesIn(text: string, language: "javascript" | "python"): Documented[] {
  const found = descriptionsIn(text, language).flatMap((one) => examplesOf(one, language));
  return found.filter((one, at) => found.findIndex(({ call }) => call === one.call) === at);
}

/** What stands between a call and its result, where both are on a line. */
const between =
  /^[ \t]*(?:(?:#|\/\/)[ \t]*)?(?:(?:[➞→⇒]|={1,3}>|-+>|={1,3}|:)[ \t]*|(?:should[ \t]+|must[ \t]+|will[ \t]+|would[ \t]+)?(?:returns?|gives?|yields?|is|be|equals?)[ \t]+(?:equal[ \t]+to[ \t]+)?)+/;

function examplesOf({ name, words }: Described, language: "javascript" | "python"): Documented[] {
  const calls = new RegExp(String.raw`(?<![\w$.])${name.replaceAll("$", String.raw`\$`)}\s*\(`, "g");
  return [...words.matchAll(calls)].flatMap(({ 0: opening, index }) => {
    const inside = index + opening.length;
    const end = endOfList(words, inside, ")");
    if (end === undefined) return [];
    const rest = words.slice(end);
    const arrow = between.exec(rest)?.[0];
    // A result on the next line belongs to a call that a prompt introduces.
    const prompted = /(?:>>>|>)[ \t]*$/.test(words.slice(0, index))
      ? /^[ \t]*;?[ \t]*\n\s*(?!>)/.exec(rest)?.[0]
      : undefined;
    const from = end + (arrow ?? prompted ?? "").length;
    if (from === end) return [];
    const until = endOfLiteral(words, from);
    if (until === undefined) return [];
    const call = `${name}(${spell(words.slice(inside, end - 1), language)})`;
    return [{ name, call, expected: spell(words.slice(from, until), language) }];
  });
}

/** The end of one literal that begins here; undefined when what stands here is none, or goes on as something else. */
export function endOfLiteral(text: string, from: number): number | undefined {
  const rest = text.slice(from);
  const plain =
    /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w.]*\w)(?!\s*[-+*/%^<(])/i.exec(rest) ??
    /^(?:True|False|None|true|false|null|undefined)\b/.exec(rest) ??
    /^"(?:[^"\\\n]|\\.)*"|^'(?:[^'\\\n]|\\.)*'/.exec(rest);
  if (plain) return from + plain[0].length;
  const close = { "[": "]", "(": ")", "{": "}" }[rest[0] ?? ""];
  return close === undefined ? undefined : endOfList(text, from + 1, close);
}

/** The end of a list of literals, or of pairs of them, behind its closing sign. */
function endOfList(text: string, from: number, close: string): number | undefined {
  let at = skip(text, from);
  for (let turn = 0; turn < 500; turn += 1) {
    if (text[at] === close) return at + 1;
    const key = close === "}" ? (/^[\w$]+(?=\s*:)/.exec(text.slice(at))?.[0].length ?? 0) : 0;
    const end = key > 0 ? at + key : endOfLiteral(text, at);
    if (end === undefined) return undefined;
    at = skip(text, end);
    const next = text[at];
    if (next === "," || (next === ":" && close === "}")) at = skip(text, at + 1);
    else if (next !== close) return undefined;
  }
  return undefined;
}

const skip = (text: string, from: number): number => from + (/^\s*/.exec(text.slice(from))?.[0].length ?? 0);

const spellings = {
  javascript: { True: "true", False: "false", None: "null" },
  python: { true: "True", false: "False", null: "None", undefined: "None" },
} as const;

/** The values as this language spells them, on one line: words are often carried over from another. */
function spell(text: string, language: "javascript" | "python"): string {
  const words: Readonly<Record<string, string>> = spellings[language];
  return text
    .replaceAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\b[A-Za-z]+\b/g, (piece) => words[piece] ?? piece)
    .replaceAll(/\s*\n\s*/g, " ")
    .trim();
}
