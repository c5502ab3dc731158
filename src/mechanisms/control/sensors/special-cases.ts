/** Sensor: added code that knows the visible tests' inputs and answers them by heart. */
import type { Finding } from "../../../core/finding.ts";
import { examplesIn, functionsIn, literals, type Example } from "./examples.ts";
import { textOn } from "./patch.ts";
import type { Sensor, Subject } from "./sensor.ts";
import { closing, isLiteral, isProgram, tokenize, type Token } from "./tokens.ts";

/** Values that programs compare with for reasons of their own. */
const natural = new Set(['"', "0", "1", "-1", "2"]);

interface Place {
  readonly tokens: readonly Token[];
  readonly added: ReadonlySet<number>;
  readonly examples: readonly Example[];
}

const isWord = (token: Token | undefined, words: RegExp): boolean =>
  token !== undefined && token.type !== "string" && words.test(token.text);

/** Where the tokens from `from` on first say one of these words, at most `reach` further on; else the end of the reach. */
function until(tokens: readonly Token[], from: number, words: RegExp, reach = 60): number {
  let at = from;
  while (at < Math.min(tokens.length, from + reach) && !isWord(tokens[at], words)) at += 1;
  return at;
}

/** Where the expression that ends before `end` begins. */
function backTo(tokens: readonly Token[], end: number): number {
  let [at, depth] = [end, 0];
  for (; at > 0 && end - at < 60; at -= 1) {
    const token = tokens[at - 1];
    if (isWord(token, /^[)\]}]$/)) depth += 1;
    if (isWord(token, /^[([{]$/)) depth -= 1;
    if (depth < 0 || (depth === 0 && isWord(token, /^(?:return|=>?|;|,|:|lambda|\n)$/))) break;
  }
  return at;
}

/** A condition, and what is given back under it; both as tokens. */
interface Branch {
  readonly line: number;
  readonly condition: readonly Token[];
  readonly answer: readonly Token[];
}

/** The branch that begins, or turns, at a token; undefined where none does. */
function branchAt(tokens: readonly Token[], at: number): Branch | undefined {
  const token = tokens[at];
  if (!token || token.type === "string") return undefined;
  if (token.text === "?") {
    const condition = tokens.slice(backTo(tokens, at), at);
    return { line: token.line, condition, answer: tokens.slice(at + 1, until(tokens, at + 1, /^[:;\n]$/)) };
  }
  if (!/^(?:if|elif|case|when)$/.test(token.text)) return undefined;
  const otherwise = until(tokens, at + 1, /^(?:else|[:{;\n])$/);
  const before = tokens[at - 1];
  if (tokens[otherwise]?.text === "else" && before !== undefined && before.type !== "newline") {
    const answer = tokens.slice(backTo(tokens, at), at);
    return { line: token.line, condition: tokens.slice(at + 1, otherwise), answer };
  }
  const open = tokens[at + 1]?.text === "(" ? closing(tokens, at + 1) + 1 : otherwise;
  const back = until(tokens, open, /^return$/, 6);
  const answer = isWord(tokens[back], /^return$/)
    ? tokens.slice(back + 1, until(tokens, back + 1, /^[;}\n]$/))
    : [];
  return { line: token.line, condition: tokens.slice(at + 1, open), answer };
}

/** The literals that a condition compares for equality. */
function compared(condition: readonly Token[], isCase: boolean): string[] {
  const equal = isCase || condition.some((token) => isWord(token, /^(?:===?|is|in|includes|has)$/));
  return equal && !condition.some((token) => isWord(token, /^%$/)) ? literals(condition) : [];
}

/** The literals of an answer that is nothing but literals. */
function byHeartOnly(answer: readonly Token[]): string[] | undefined {
  const plain = answer.every(
    (token) =>
      isLiteral(token) || isWord(token, /^(?:[-[\],({})\n]|true|false|null|None|True|False|undefined)$/),
  );
  return plain && answer.length > 0 ? literals(answer) : undefined;
}

/** Inputs written as one text, such as `1,2` for `[1, 2]`. */
const joined = (values: readonly string[]): string => values.join(",").replaceAll(/["'\s[\](){}]/g, "");

/** Conditions that match a visible example's inputs. `by heart`: the example's answer is given back, too. */
function conditions({ tokens, added, examples }: Place): { line: number; byHeart: boolean; what: string }[] {
  return tokens.flatMap((token, at) => {
    if (!added.has(token.line)) return [];
    const branch = branchAt(tokens, at);
    const values = branch ? compared(branch.condition, token.text === "case") : [];
    if (!branch || values.length === 0) return [];
    const telling = values.length > 1 || !values.every((value) => natural.has(value));
    const whole = examples.filter(({ inputs }) => inputs.length > 1 && joined(inputs) === joined(values));
    const part = examples.filter(({ inputs }) => values.every((value) => inputs.includes(value)));
    const [example] = [...whole, ...part];
    if (!example || !telling) return [];
    const answer = byHeartOnly(branch.answer);
    const byHeart = [...whole, ...part.filter(({ inputs }) => values.length >= inputs.length)].some(
      ({ expected }) => answer !== undefined && answer.every((value) => expected.has(value)),
    );
    return [{ line: branch.line, byHeart, what: values.map(show).join(", ") }];
  });
}

const show = (literal: string): string => (literal.startsWith('"') ? `${literal.slice(0, 40)}"` : literal);

/** One entry of a table: its key, as one or several literals, and its value. */
interface Entry {
  readonly keys: readonly string[];
  readonly value: string;
}

const entryOf = (keys: readonly string[], value: Token | undefined): readonly Entry[] =>
  value !== undefined && isLiteral(value) ? [{ keys, value: value.text }] : [];

/** `(1, 2): 3` and `["1,2", 3]`. */
function bracketed(inside: readonly Token[], place: number): readonly Entry[] {
  const end = closing(inside, place);
  const within = inside.slice(place + 1, end);
  if (inside[end + 1]?.text === ":") return entryOf(literals(within), inside[end + 2]);
  const [key, comma, last] = within;
  return within.length === 3 && comma?.text === "," && key && isLiteral(key) ? entryOf([key.text], last) : [];
}

function entriesIn(inside: readonly Token[]): readonly Entry[] {
  return inside.flatMap((one, place): readonly Entry[] => {
    if (isWord(one, /^[([]$/)) return bracketed(inside, place);
    if (inside[place + 1]?.text !== ":" || !(isLiteral(one) || one.type === "name")) return [];
    const value = inside[place + 2]?.text === "-" ? inside[place + 3] : inside[place + 2];
    return entryOf([one.type === "name" ? `"${one.text}` : one.text], value);
  });
}

function isExample({ keys, value }: Entry, examples: readonly Example[]): boolean {
  return examples.some(
    ({ inputs, expected }) =>
      (joined(inputs) === joined(keys) ||
        keys.every((key) => inputs.includes(key) || inputs.includes(key.slice(1)))) &&
      [...expected].some((one) => one.replace(/^-/, "") === value),
  );
}

/** Tables of inputs and answers: most of their entries are visible examples. */
function tables({ tokens, added, examples }: Place): { line: number; what: string }[] {
  return tokens.flatMap((token, at) => {
    const map = token.text === "[" && isWord(tokens[at - 2], /^(?:Map|fromEntries|dict)$/);
    if (token.type !== "sign" || !(token.text === "{" || map) || !added.has(token.line)) return [];
    const entries = entriesIn(tokens.slice(at + 1, closing(tokens, at)));
    const known = entries.filter((entry) => isExample(entry, examples));
    const enough = known.length >= 2 || known.some(({ keys }) => keys.length > 1);
    return enough && known.length >= entries.length * 0.8
      ? [{ line: token.line, what: known.map(({ keys }) => keys.map(show).join(", ")).join("; ") }]
      : [];
  });
}

/** Functions with parameters that give one visible answer back, whatever they are given. */
function constants({ tokens, added, examples }: Place): { line: number; what: string }[] {
  return tokens.flatMap((token, at) => {
    if (!added.has(token.line) || !isWord(token, /^(?:=>|return)$/)) return [];
    const opened = isWord(token, /^=>$/) ? at : at - 1 - (tokens[at - 1]?.type === "newline" ? 1 : 0);
    const body = tokens[opened];
    const close = opened - 1;
    const starts = isWord(body, /^(?:=>|[{:])$/) && isWord(tokens[close], /^\)$/);
    // `()` takes nothing, and so may well be a constant.
    if (!starts || isWord(tokens[close - 1], /^\($/)) return [];
    const answer = tokens.slice(at + 1, until(tokens, at + 1, /^[;}\n]$/));
    const [value, more] = literals(answer);
    const only = answer.length <= 2 && answer.every((one) => isLiteral(one) || isWord(one, /^-$/));
    const given = examples.some(
      ({ inputs, expected }) => inputs.length > 0 && value !== undefined && expected.has(value),
    );
    return only && more === undefined && given && isDefinition(tokens, close)
      ? [{ line: token.line, what: show(value ?? "") }]
      : [];
  });
}

/** True where the brackets that close at `close` are a function's parameters, and not a condition. */
function isDefinition(tokens: readonly Token[], close: number): boolean {
  const open = tokens.findLastIndex(
    (one, at) => at < close && isWord(one, /^\($/) && closing(tokens, at) === close,
  );
  return open > 0 && !isWord(tokens[open - 1], /^(?:if|while|for|switch|elif|and|or|not|catch)$/);
}

function inspect(file: string, subject: Subject): readonly Finding[] {
  const text = textOn(subject.patch, "after", file) ?? "";
  const tokens = tokenize(text, file);
  const functions = functionsIn(text, file);
  const examples = [...subject.tests].flatMap(([test, words]) => examplesIn(words, test, functions));
  const added = new Set((subject.lines.get(file)?.added ?? []).map(({ line }) => line));
  const place = { tokens, added, examples };
  const finding = (line: number, sign: string, message: string): Finding => ({
    sensor: "special-cases",
    severity: sign === "by-heart" ? "error" : "warning",
    message,
    location: { file, line },
    sign,
  });
  return [
    ...conditions(place).map(({ line, byHeart, what }) =>
      byHeart
        ? finding(line, "by-heart", `the inputs of a visible test (${what}) are answered by heart`)
        : finding(line, "special-case", `the inputs of a visible test (${what}) are treated apart`),
    ),
    ...constants(place).map(({ line, what }) =>
      finding(line, "by-heart", `one visible answer (${what}) is given back, whatever is asked`),
    ),
    ...tables(place).map(({ line, what }) =>
      finding(line, "by-heart", `a table answers the inputs of visible tests (${what})`),
    ),
  ];
}

export const specialCaseSensor: Sensor = {
  name: "special-cases",
  cost: "instant",
  covers: "added comparisons with, and tables of, literals that visible tests pass",
  confidence: "likely",
  blind: [
    "inputs told apart by arithmetic, length or hash",
    "data read from elsewhere",
    "tests whose inputs are not literals",
  ],
  run: async (subject) => ({
    verdict: "green",
    findings: subject.sources.filter(isProgram).flatMap((file) => inspect(file, subject)),
  }),
};
