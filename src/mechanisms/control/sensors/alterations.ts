/** What can be altered in a test: the values and lists that it passes, and the steps that it takes. */
import { closing, isLiteral, type Token } from "./tokens.ts";
import { altered, opposite } from "./values.ts";

/** Calls whose own arguments say what is expected, or name a test. */
const judging =
  /^(?:assert\w*|expect\w*|equal|deepEqual|strictEqual|deepStrictEqual|notEqual|notDeepEqual|notStrictEqual|notDeepStrictEqual|partialDeepStrictEqual|throws|doesNotThrow|rejects|doesNotReject|match|doesNotMatch|ok|fail|is|isnt|same|to[A-Z]\w*|eql?|contains?|require|import|test|it|describe|suite|each|subTest|skip|skipIf)$/;

/** Calls whose first argument is looked at, and whose second is what is expected. */
const comparing = /^equal$|^(?!to)\w*Equal$/;

/** Another text for a piece of a file. */
export interface Alteration {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export interface Stretch {
  readonly from: number;
  readonly to: number;
  /** The place of the test's title. */
  readonly title?: number;
}

/** Where a word stands: whose argument it is, whether behind what an assertion looks at, and the first word of its statement. */
interface Standing {
  readonly callee: string;
  readonly behind: boolean;
  readonly statement: string;
  readonly begins: boolean;
}

const isSign = (token: Token | undefined, signs: RegExp): boolean =>
  token?.type === "sign" && signs.test(token.text);

/** A bracket that is open: whose it is, and whether it is of a call. */
interface Frame {
  readonly callee: string;
  readonly call: boolean;
  behind: boolean;
}

function opened(token: Token, before: Token | undefined, { callee, behind }: Frame): Frame {
  const body = token.text === "{" && /^(?:=>|\)|:)$/.test(before?.text ?? "");
  if (body) return { ...outside };
  return token.text === "(" && before?.type === "name"
    ? { callee: before.text, call: true, behind }
    : { callee, call: false, behind };
}

const outside: Readonly<Frame> = { callee: "", call: false, behind: false };

/** Names that a test file gives to functions of its own, or takes from the program: `match(…)` may be a game. */
function ownNames(text: string): ReadonlySet<string> {
  const made = [...text.matchAll(/\b(?:function\*?|def|const|let|var)\s+([\w$]+)/g)];
  const taken = [
    ...text.matchAll(
      /\bimport\s*\{([^}]*)\}\s*from\s*["']\.|\bfrom\s+(?!unittest|pytest)[\w.]+\s+import\s+([^\n]*)/g,
    ),
  ];
  return new Set([
    ...made.map(([, name = ""]) => name),
    ...taken.flatMap(([, js, python]) => (js ?? python ?? "").match(/[\w$]+/g) ?? []),
  ]);
}

function standings(tokens: readonly Token[], { from, to }: Stretch): Standing[] {
  const stack: Frame[] = [];
  let statement = "";
  return tokens.slice(from, to + 1).map((token, index) => {
    const before = tokens[from + index - 1];
    const begins = before === undefined || before.type === "newline" || isSign(before, /^[;{}]$/);
    if (begins) statement = token.text;
    if (isSign(token, /^[)\]}]$/)) stack.pop();
    const frame = stack.at(-1) ?? { ...outside };
    const { callee } = frame;
    if (frame.call && isSign(token, /^,$/) && comparing.test(callee)) frame.behind = true;
    if (isSign(token, /^[([{]$/)) stack.push(opened(token, before, frame));
    return { callee, behind: frame.behind, statement, begins };
  });
}

/** All places of a stretch with what they could be instead; what is expected, and the title, stay. */
export function placesIn(
  text: string,
  tokens: readonly Token[],
  stretch: Stretch,
  numbers: readonly number[] = [],
): Alteration[][] {
  const own = ownNames(text);
  const places = standings(tokens, stretch).flatMap(
    ({ callee, behind, statement, begins }, index): Alteration[][] => {
      const at = stretch.from + index;
      const token = tokens[at];
      if (!token) return [];
      const step = begins ? [steps(text, tokens, at)] : [];
      if ((judging.test(callee) && !own.has(callee)) || (callee === "" && statement === "assert"))
        return step;
      // What a thing that is expected is made of is expected, too.
      if (behind && /^\p{Lu}/u.test(callee)) return step;
      if (isSign(token, /^\[$/)) return step.concat([lists(text, tokens, at)]);
      if (isSign(token, /^\{$/)) return step.concat([objects(text, tokens, at)]);
      if (at === stretch.title || !isValue(tokens, at)) return step;
      const { start, end } = token;
      const others = altered(token, text.slice(start, end), numbers);
      return step.concat([others.map((other) => ({ start, end, text: other }))]);
    },
  );
  return places.filter((place) => place.length > 0);
}

/** True for a value that is written out and is no name of another. */
function isValue(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (!token || (!isLiteral(token) && !(token.type === "name" && opposite.has(token.text)))) return false;
  const first = tokens[at - 1]?.type === "newline" || isSign(tokens[at - 1], /^[{,]$/);
  return !(first && isLiteral(token) && tokens[at + 1]?.text === ":");
}

/** A list of several things: the other way round, without its last, with its first twice, without its first, empty. */
function lists(text: string, tokens: readonly Token[], open: number): Alteration[] {
  const close = closing(tokens, open);
  const [before, first, last] = [tokens[open - 1], tokens[open], tokens[close]];
  // `a[0]` is no list.
  if (!first || !last || before?.type === "name" || isSign(before, /^[)\]]$/)) return [];
  const items = itemsIn(text, tokens, { from: open + 1, to: close });
  if (items.length < 2 || items.some((item) => /\bfor\b|^\.\.\./.test(item))) return [];
  const others = [
    items.toReversed(),
    items.slice(0, -1),
    [...items, ...items.slice(0, 1)],
    items.slice(1),
    [],
  ];
  return others.map((other) => ({ start: first.end, end: last.start, text: other.join(", ") }));
}

/** What has names and values: empty. */
function objects(text: string, tokens: readonly Token[], open: number): Alteration[] {
  const [before, first, last] = [tokens[open - 1], tokens[open], tokens[closing(tokens, open)]];
  if (!first || !last || !isSign(before, /^[(,[=:]$/)) return [];
  const items = itemsIn(text, tokens, { from: open + 1, to: closing(tokens, open) });
  return items.length > 0 && items.every((item) => /^(?:[\w$]+|"[^"]*"|'[^']*')\s*:(?!:)/.test(item))
    ? [{ start: first.end, end: last.start, text: "" }]
    : [];
}

/** The texts between the commas; `to` is the bracket behind the last. */
function itemsIn(text: string, tokens: readonly Token[], { from, to }: Stretch): string[] {
  const items: string[] = [];
  let begun = from;
  for (let at = from; at <= to; at += 1) {
    if (isSign(tokens[at], /^[([{]$/)) at = closing(tokens, at);
    if (at !== to && tokens[at]?.text !== ",") continue;
    const [first, last] = [tokens[begun], tokens[at - 1]];
    if (begun < at && first && last) items.push(text.slice(first.start, last.end).trim());
    begun = at + 1;
  }
  return items;
}

/**
 * A step on a line of its own that gives nothing a name: taken twice, left out, or told of, since nothing says what it gave back; and taken
 * again with those that follow it.
 */
function steps(text: string, tokens: readonly Token[], at: number): Alteration[] {
  const token = tokens[at];
  const opener = tokens[at + 1]?.text;
  if (!token || token.type !== "name" || (opener !== "." && opener !== "(")) return [];
  if (/^(?:if|for|while|switch|return|throw|with|elif|except|not)$/.test(token.text)) return [];
  const from = text.lastIndexOf("\n", token.start) + 1;
  const to = text.indexOf("\n", token.start);
  const line = text.slice(from, to < 0 ? text.length : to);
  if (!isBalanced(line) || text.slice(from, token.start).trim() !== "") return [];
  if (/\b(?:assert\w*|expect|test|it)\b|=(?![>=])/.test(line) || !/[);]\s*$/.test(line)) return [];
  const series = seriesIn(text, from, line);
  return [
    { start: from, end: from + line.length, text: `${line}\n${line}` },
    {
      start: from,
      end: from + line.length,
      text: line.replace(/\S.*/, idle(line)),
    },
    { start: from, end: from + line.length, text: line.replace(/\S.*/, telling) },
    { start: from, end: from + series.length, text: `${series}\n${series}` },
  ];
}

/** A step with the steps on the lines behind it; thrice the step where there are none. */
function seriesIn(text: string, from: number, step: string): string {
  const indent = /^\s*/.exec(step)?.[0] ?? "";
  const lines = text.slice(from).split("\n");
  const end = lines.findIndex(
    (line) =>
      !line.startsWith(indent) ||
      !/^(?:await\s+)?[\w$.]+\(.*\);?$/.test(line.slice(indent.length)) ||
      /\b(?:assert\w*|expect)\b/.test(line) ||
      !isBalanced(line),
  );
  return lines.slice(0, Math.max(1, end)).join("\n");
}

/** As many brackets are closed as opened. */
export const isBalanced = (line: string): boolean =>
  ["()", "[]", "{}"].every(([open = "", close = ""]) => line.split(open).length === line.split(close).length);

/** A step that ends the test with what it gave back. */
function telling(step: string): string {
  if (!step.endsWith(";")) return `raise AssertionError("gave " + repr(${step}))`;
  return `throw new Error("gave " + JSON.stringify(${step.slice(0, -1)}));`;
}

/** A step that does nothing, in the language of this one. */
export const idle = (line: string): string => (line.trimEnd().endsWith(";") ? ";" : "pass");
