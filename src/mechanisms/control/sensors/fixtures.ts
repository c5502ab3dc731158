/** What tests are set up with, altered: constants and helpers of a test file that a test names, and its class's `setUp`. */
import type { Stretch } from "./alterations.ts";
import { closing, type Token } from "./tokens.ts";

/** A piece of a test file from which tests come to what they pass. */
export interface Fixture {
  readonly start: number;
  readonly end: number;
  /** Its words. */
  readonly stretch: Stretch;
  /** True for a test that is set up with it. */
  readonly serves: (test: Place) => boolean;
  /** The test with this text in the fixture's place, for itself alone. */
  readonly set: (altered: string, test: string) => string;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** All fixtures of a test file. Pure. */
export const fixturesIn = (text: string, file: string, tokens: readonly Token[]): readonly Fixture[] =>
  file.endsWith(".py") ? [...constants(text, tokens), ...setUps(text, tokens)] : declarations(text, tokens);

const names = (tokens: readonly Token[], { start, end }: Place, name: Token): boolean =>
  tokens.some(
    (one, at) =>
      one.start >= start &&
      one.end <= end &&
      one.type === "name" &&
      one.text === name.text &&
      tokens[at - 1]?.text !== ".",
  );

const outermost = (text: string, { start }: Token): boolean => start === 0 || text[start - 1] === "\n";

/** `const a = …;` and `function a(…) {…}` at the outermost level. */
function declarations(text: string, tokens: readonly Token[]): Fixture[] {
  return tokens.flatMap((token, at): Fixture[] => {
    const name = tokens[at + 1];
    if (!outermost(text, token) || name?.type !== "name") return [];
    let last = at;
    if (token.text === "const" && tokens[at + 2]?.text === "=") {
      while (last < tokens.length && tokens[last]?.text !== ";")
        last = /^[([{]$/.test(tokens[last]?.text ?? "") ? closing(tokens, last) + 1 : last + 1;
    } else if (token.text === "function")
      last = closing(
        tokens,
        tokens.findIndex((one, place) => place > closing(tokens, at + 2) && one.text === "{"),
      );
    const [end, words] = [tokens[last]?.end, tokens.slice(at, last + 1)];
    if (last === at || end === undefined || words.some(({ text: word }) => loads.test(word))) return [];
    return [
      {
        start: token.start,
        end,
        stretch: { from: at + 2, to: last },
        serves: (test) => names(tokens, test, name),
        set: (altered, test) => `(() => {\n${altered}\n${test}\n})()`,
      },
    ];
  });
}

/** What may be done once only, or not in a function, or keeps a process from its end. */
const loads =
  /^(?:require|import|await|test|it|describe|before|beforeEach|beforeAll|after|afterEach|afterAll|vi|jest|mock|listen|serve|createServer|connect|open|spawn|fork|Worker|setInterval)$/;

/** The place of the first line of a test's body, and how far it is indented. */
function bodyOf(test: string): { at: number; indent: string } | undefined {
  const found = /\bdef\s+\w+\s*\([^)]*\)[^:\n]*:[^\S\n]*\n([^\S\n]+)(?=\S)/.exec(test);
  const indent = found?.[1];
  return found && indent !== undefined
    ? { at: found.index + found[0].length - indent.length, indent }
    : undefined;
}

function before(test: string, lines: (indent: string) => string): string {
  const body = bodyOf(test);
  return body ? test.slice(0, body.at) + lines(body.indent) + test.slice(body.at) : test;
}

/** `A = …` at the outermost level. */
function constants(text: string, tokens: readonly Token[]): Fixture[] {
  return tokens.flatMap((token, at): Fixture[] => {
    if (!outermost(text, token) || token.type !== "name" || tokens[at + 1]?.text !== "=") return [];
    let last = at + 2;
    while (last < tokens.length && tokens[last]?.type !== "newline")
      last = /^[([{]$/.test(tokens[last]?.text ?? "") ? closing(tokens, last) + 1 : last + 1;
    const end = tokens[last - 1]?.end;
    if (end === undefined || last <= at + 2) return [];
    return [
      {
        start: token.start,
        end,
        stretch: { from: at + 2, to: last - 1 },
        serves: (test) => names(tokens, test, token),
        set: (altered, test) => before(test, (indent) => `${indent}${altered}\n`),
      },
    ];
  });
}

/** Bodies of `setUp`: done once more, altered, at the beginning of a test of the same class. */
function setUps(text: string, tokens: readonly Token[]): Fixture[] {
  const heads = [...text.matchAll(/^class\b/gm)].map(({ index }) => index);
  return [...text.matchAll(/^([^\S\n]+)def setUp\(self\):\n((?:\1[^\S\n]+\S.*\n|[^\S\n]*\n)+)/gm)].flatMap(
    ({ index, 0: whole, 2: body = "" }): Fixture[] => {
      const [start, end] = [index + whole.length - body.length, index + whole.trimEnd().length];
      const [from, to] = [
        tokens.findIndex((one) => one.start >= start),
        tokens.findLastIndex((one) => one.end <= end),
      ];
      const indent = /^\s*/.exec(body)?.[0];
      if (from < 0 || to < from || /\bsuper\(/.test(body)) return [];
      const begin = heads.findLast((head) => head < index) ?? 0;
      const stop = heads.find((head) => head > index) ?? text.length;
      return [
        {
          start,
          end,
          stretch: { from, to },
          serves: (test) => test.start > begin && test.start < stop,
          set: (altered, test) => before(test, (own) => (own === indent ? `${altered.trimEnd()}\n` : "")),
        },
      ];
    },
  );
}
