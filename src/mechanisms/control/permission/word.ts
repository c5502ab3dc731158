/** What a word of shell code says once its quotes are gone. */
import type { Syntax } from "./grammar.ts";
import { unknown } from "./wildcard.ts";

/** Where `$IFS` splits a word. */
const split = "\u0001";

/** The words that one node becomes: usually one; what is only known when it runs is `unknown`. */
export function readWord(node: Syntax): readonly string[] {
  return read(node)
    .split(split)
    .filter((word, _at, all) => word !== "" || all.length === 1);
}

/** The words of several nodes. What touches is one word, also where the parser takes a backslash after a quote for the next one. */
export function readWords(nodes: readonly Syntax[]): readonly string[] {
  const words: string[] = [];
  let end = -1;
  for (const node of nodes) {
    const [first = "", ...more] = readWord(node);
    if (node.start === end) words.push((words.pop() ?? "") + first, ...more);
    else words.push(first, ...more);
    end = node.end;
  }
  return words;
}

/** What is assigned, without its quotes. */
export function valueOf(assignment: Syntax): string {
  const value = assignment.children.find(({ field }) => field === "value");
  return value === undefined ? "" : readWord(value).join(" ");
}

/** Whether a text holds characters that stand for something else here. */
export const isForeign = (text: string): boolean => text.includes(unknown) || text.includes(split);

function read(node: Syntax): string {
  switch (node.type) {
    case "word":
    case "number":
    case "test_operator":
    case "variable_name":
      return unquoted(node.text);
    case "raw_string":
      return node.text.slice(1, -1);
    case "ansi_c_string":
      return decode(node.text.slice(2, -1));
    case "string":
      return quoted(node);
    case "translated_string":
    case "command_name":
      return join(node);
    case "concatenation":
      return hasBraces(node) ? unknown : join(node);
    case "simple_expansion":
    case "expansion":
      return /^\$\{?IFS\}?$/.test(node.text) ? split : unknown;
    default:
      return unknown;
  }
}

const join = (node: Syntax): string =>
  node.children.map((child) => (child.text === "$" ? "" : read(child))).join("");

/** `{a,b}` and `{1..3}` become several words. */
const hasBraces = (node: Syntax): boolean =>
  node.children.some((child) => child.type === "word" && child.text.includes("{")) &&
  /,|\.\./.test(node.text);

/** A word without quotes: a backslash keeps the next character as it is; what a shell would expand is unknown. */
function unquoted(text: string): string {
  if (text.includes("{") && /,|\.\./.test(text)) return unknown;
  return text.replace(/\\([^])|[*?`$[]/g, (whole, kept: string | undefined) => {
    if (kept === undefined) return unknown;
    return whole === "\\\n" ? "" : kept;
  });
}

/** A word in double quotes. Text between the parser's own pieces is text. */
function quoted(node: Syntax): string {
  let [said, at] = ["", node.start + 1];
  const end = node.end - 1;
  const whole = node.text;
  const plain = (to: number): string =>
    whole
      .slice(at - node.start, to - node.start)
      .replace(/\\([$`"\\\n])/g, (_all, kept: string) => (kept === "\n" ? "" : kept));
  for (const child of node.children) {
    if (child.type === '"' || child.type === "string_content") continue;
    if (child.start < at || child.end > end) continue;
    said += plain(child.start) + (child.type === "string" ? quoted(child) : unknown);
    at = child.end;
  }
  return said + plain(end);
}

const named: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  a: "\u0007",
  b: "\b",
  e: "\u001b",
  E: "\u001b",
  f: "\f",
  v: "\v",
};

/** A word in `$'…'`. */
function decode(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3})|c(.)|([^]))/g,
    (_whole, ...found: (string | undefined)[]) => {
      const [hex, short, long, octal, control, other = ""] = found;
      const digits = hex ?? short ?? long;
      if (digits !== undefined) return character(Number.parseInt(digits, 16));
      if (octal !== undefined) return character(Number.parseInt(octal, 8) & 255);
      if (control !== undefined) return character(control.charCodeAt(0) & 31);
      return named[other] ?? other;
    },
  );
}

/** NUL ends the word in bash, and bytes above ASCII depend on the locale: neither is worth knowing. */
const character = (code: number): string => (code > 0 && code < 0x80 ? String.fromCharCode(code) : unknown);
