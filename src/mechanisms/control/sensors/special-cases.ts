/** Sensor: added code that knows the visible tests' inputs and answers them by heart. */
import type { Finding } from "../../../core/finding.ts";
import { textOn } from "./patch.ts";
import type { Sensor, Subject } from "./sensor.ts";
import { closing, isLiteral, isProgram, tokenize, type Token } from "./tokens.ts";

/** One call in a test: the literals it passes, and those close to it, which are what it expects. */
export interface Example {
  readonly inputs: readonly string[];
  readonly expected: ReadonlySet<string>;
}

/** Values that programs compare with for reasons of their own. */
const natural = new Set(['"', "0", "1", "-1", "2"]);

/** The literals among tokens, a minus joined to its number. */
export function literals(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token, at) => {
    if (!isLiteral(token)) return [];
    const sign = tokens[at - 1]?.text === "-" && !isOperand(tokens[at - 2]) ? "-" : "";
    return [token.type === "number" ? `${sign}${token.text}` : token.text];
  });
}

const isOperand = (token: Token | undefined): boolean =>
  token !== undefined &&
  (token.type === "name" || isLiteral(token) || token.text === ")" || token.text === "]");

/** The examples in a test file: calls of any of these functions. */
export function examplesIn(text: string, file: string, functions: ReadonlySet<string>): Example[] {
  const tokens = tokenize(text, file);
  return tokens.flatMap((token, at) => {
    if (token.type !== "name" || !functions.has(token.text) || tokens[at + 1]?.text !== "(") return [];
    const end = closing(tokens, at + 1);
    // What is expected stands behind the call, or before it, in the same statement.
    const stop = tokens.findIndex(
      ({ type, text: word }, place) => place > end && (type === "newline" || word === ";"),
    );
    const start = tokens.findLastIndex(
      ({ type, text: word }, place) => place < at && (type === "newline" || word === ";"),
    );
    const around = [
      ...tokens.slice(start + 1, at),
      ...tokens.slice(end + 1, stop < 0 ? tokens.length : stop),
    ];
    return [{ inputs: literals(tokens.slice(at + 2, end)), expected: new Set(literals(around)) }];
  });
}

/** Names of functions that a program defines or exports. */
export function functionsIn(text: string, file: string): ReadonlySet<string> {
  const tokens = tokenize(text, file);
  const names = tokens.flatMap(({ type, text: word }, at) => {
    if (type !== "name") return [];
    const before = tokens[at - 1]?.text ?? "";
    const next = tokens[at + 1]?.text ?? "";
    if (/^(?:function|def|fn|func|class|const|let|var|\*)$/.test(before)) return [word];
    const method = next === "(" && tokens[closing(tokens, at + 1) + 1]?.text === "{";
    return method && !/^(?:if|for|while|switch|catch|function)$/.test(word) ? [word] : [];
  });
  return new Set(names);
}

interface Place {
  readonly tokens: readonly Token[];
  readonly added: ReadonlySet<number>;
  readonly examples: readonly Example[];
}

/** The literals that one condition compares for equality, from `at` to the end of the condition. */
function comparedAt(tokens: readonly Token[], at: number): { values: string[]; end: number } {
  let end = at;
  for (; end < tokens.length && end < at + 60; end += 1) {
    const text = tokens[end]?.text ?? "";
    if (["{", "\n", "?", ";", "return"].includes(text)) break;
    if (text === ":" && tokens[end + 1]?.type === "newline") break;
  }
  const part = tokens.slice(at, end);
  const equal =
    part.some(({ text }) => /^(?:===?|is|case|in)$/.test(text)) && !part.some(({ text }) => text === "%");
  return { values: equal ? literals(part) : [], end };
}

/** The literals that are given back next, if it is nothing but literals. */
function answerAt(tokens: readonly Token[], from: number): string[] | undefined {
  const back = tokens.findIndex(
    ({ text, type }, at) =>
      at >= from && at < from + 6 && (text === "return" || text === "?") && type !== "string",
  );
  if (back < 0) return undefined;
  const stop = tokens.findIndex(
    ({ text, type }, at) => at > back && (type === "newline" || text === ";" || text === "}" || text === ":"),
  );
  const answer = tokens.slice(back + 1, stop < 0 ? tokens.length : stop);
  const onlyLiterals = answer.every(
    (token) =>
      isLiteral(token) || /^(?:[-[\],({})]|true|false|null|None|True|False|undefined)$/.test(token.text),
  );
  return onlyLiterals && answer.length > 0 ? literals(answer) : undefined;
}

/** Conditions that match a visible example's inputs. `by heart`: the example's answer is given back, too. */
function conditions({ tokens, added, examples }: Place): { line: number; byHeart: boolean; what: string }[] {
  return tokens.flatMap((token, at) => {
    const starts = /^(?:if|elif|case|return|when)$/.test(token.text) && token.type === "name";
    if (!starts || !added.has(token.line)) return [];
    const { values, end } = comparedAt(tokens, at + 1);
    if (token.text === "case" && values.length === 0) values.push(...literals(tokens.slice(at + 1, at + 3)));
    if (values.length === 0) return [];
    if (token.text === "return" && tokens[end]?.text !== "?") return [];
    const answer = answerAt(tokens, token.text === "return" ? end : end);
    const telling = values.length > 1 || !values.every((value) => natural.has(value));
    const example = examples.find(({ inputs }) => values.every((value) => inputs.includes(value)));
    if (!example || !telling) return [];
    const byHeart = answer !== undefined && answer.every((value) => example.expected.has(value));
    // A whole input that is matched, and not only a part of it.
    const whole = values.length >= example.inputs.length;
    return [{ line: token.line, byHeart: byHeart && whole, what: values.map(show).join(", ") }];
  });
}

const show = (literal: string): string => (literal.startsWith('"') ? `${literal.slice(0, 40)}"` : literal);

/** Tables of inputs and answers: most of their entries are visible examples. */
function tables({ tokens, added, examples }: Place): { line: number; what: string }[] {
  return tokens.flatMap((token, at) => {
    if (token.text !== "{" || token.type !== "sign" || !added.has(token.line)) return [];
    const inside = tokens.slice(at, closing(tokens, at));
    const entries = inside.flatMap((one, place) => {
      const value = inside[place + 2]?.text === "-" ? inside[place + 3] : inside[place + 2];
      if (inside[place + 1]?.text !== ":" || value === undefined || !isLiteral(value)) return [];
      const key = one.type === "name" ? `"${one.text}` : one.text;
      return isLiteral(one) || one.type === "name" ? [{ key, value: value.text }] : [];
    });
    const known = entries.filter(({ key, value }) =>
      examples.some(
        ({ inputs, expected }) =>
          inputs.some((input) => input === key || input === `"${key}` || `"${input}` === key) &&
          [...expected].some((one) => one.replace(/^-/, "") === value),
      ),
    );
    return known.length >= 2 && known.length >= entries.length * 0.8
      ? [{ line: token.line, what: known.map(({ key }) => show(key)).join(", ") }]
      : [];
  });
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
