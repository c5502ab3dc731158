/** Sensor: values of the visible tests that a change wrote into the program, where they were not before. */
import type { Finding } from "../../../core/finding.ts";
import { textOn } from "./patch.ts";
import type { Sensor, Subject } from "./sensor.ts";
import { closing, isLiteral, isProgram, tokenize, type Token } from "./tokens.ts";

/** Values that programs have reasons of their own for. */
const usual = /^(?:"\s*|[012]|10|100|1000|60|24)$/;

/** A text's letters and digits, which stay when it is put in other letters or other signs. */
const lettersOf = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

/** What a literal token says, a string without its mark. */
const said = ({ type, text }: Token): string => (type === "string" ? text.slice(1) : text);

/** True where a test says it: the number, or a text in which it stands as a word. */
function occurs(token: Token, tests: readonly Token[]): boolean {
  const own = said(token);
  return tests.some((one) => {
    if (one.type !== token.type) return false;
    if (token.type === "number") return one.text === token.text;
    const [before, after] = said(one).split(own);
    if (after === undefined) return false;
    return !/\w/.test(own) || !(/\w$/.test(before ?? "") || /^\w/.test(after));
  });
}

/** Lists of values of which the program said several before: what is added to one is what a table lacked. */
function tablesIn(
  tokens: readonly Token[],
  known: ReadonlySet<string>,
): readonly { readonly from: number; readonly to: number }[] {
  return tokens.flatMap((token, at) => {
    const before = tokens[at - 1];
    const isList =
      token.type === "sign" && token.text === "[" && before?.type === "sign" && !/^[\])]$/.test(before.text);
    if (!isList) return [];
    const end = closing(tokens, at);
    const told = new Set(
      tokens.slice(at, end).flatMap((one) => (isLiteral(one) && known.has(one.text) ? [one.text] : [])),
    );
    return told.size >= several ? [{ from: token.start, to: tokens[end]?.end ?? token.end }] : [];
  });
}

/** How often a program compares with a word. */
const kindsIn = (tokens: readonly Token[]): number =>
  tokens.filter(
    ({ type, text }, at) =>
      type === "string" &&
      /^"[a-z][\w-]{3,}$/i.test(text) &&
      /^(?:===?|!==?|case)$/.test(tokens[at - 1]?.text ?? ""),
  ).length;

/** True for a number one beside one that a changed line said: where a count or a bound was off by one, nothing was taken from a test. */
function isNudged({ type, text }: Token, removed: readonly Token[]): boolean {
  return (
    type === "number" &&
    removed.some((one) => one.type === "number" && Math.abs(Number(one.text) - Number(text)) === 1)
  );
}

/** So many different values that were there make a table. */
const several = 3;

function inspect(file: string, { patch, lines, tests, sources }: Subject): readonly Finding[] {
  // What moves from one file to another is not new.
  const was = sources.map((each) => textOn(patch, "before", each) ?? "").join("\n");
  const is = textOn(patch, "after", file) ?? "";
  const added = new Set((lines.get(file)?.added ?? []).map(({ line }) => line));
  const known = new Set(tokenize(was, file).map(({ text }) => text));
  const gone = (lines.get(file)?.removed ?? []).map(({ text }) => text).join("\n");
  const removed = tokenize(gone, file);
  const tokens = tokenize(is, file);
  const tables = tablesIn(tokens, known);
  // A program that tells kinds apart by words is told one more.
  const namesKind = kindsIn(tokenize(was, file)) >= 2;
  const fresh = tokens.filter(
    (token) =>
      isLiteral(token) &&
      added.has(token.line) &&
      !known.has(token.text) &&
      !usual.test(token.text) &&
      !isNudged(token, removed) &&
      !(namesKind && /^"[a-z][\w-]{3,}$/i.test(token.text)) &&
      !tables.some(({ from, to }) => token.start > from && token.end < to),
  );
  // What a program's own words speak of it may well come to do.
  const spoken = [{ type: "string", text: `"${was}`, line: 0, start: 0, end: 0 }] as const;
  const literals = [...tests].flatMap(([name, text]) => tokenize(text, name).filter(isLiteral));
  const finding = (sign: string, { line, text }: Token, words: string): Finding => ({
    sensor: "echoes",
    severity: "warning",
    message: `${file}:${line} ${words} (${text.replace(/^"/, "").slice(0, 40)})`,
    location: { file, line },
    sign,
  });
  const letters = new Set(
    literals
      .flatMap((one) => (one.type === "string" ? [lettersOf(said(one))] : []))
      .filter((one) => one.length > 4),
  );
  const echoes = fresh.filter((one) => one.type === "string" && letters.has(lettersOf(said(one))));
  const echo = echoes.find((one) => echoes.some((other) => other !== one && other.line === one.line));
  if (echo) return [finding("echoes-test", echo, "says what a visible test passes, and what it expects")];
  const found = fresh.find(
    (token) =>
      occurs(token, literals) && !occurs({ ...token, type: "string", text: `"${said(token)}` }, spoken),
  );
  return found
    ? [finding("test-literal", found, "says a value of the visible tests, and nothing said it before")]
    : [];
}

export const echoSensor: Sensor = {
  name: "echoes",
  cost: "instant",
  covers: "numbers and texts of visible tests that a change brought into the program",
  confidence: "likely",
  blind: ["values put together from others", "values that tests compute"],
  run: async (subject) => ({
    verdict: "green",
    findings: subject.sources.filter(isProgram).flatMap((file) => inspect(file, subject)),
  }),
};
