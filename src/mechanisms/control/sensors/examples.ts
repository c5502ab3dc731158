/** Reads visible tests for what they pass and expect, and programs for the functions that they define. */
import { closing, isLiteral, tokenize, type Token } from "./tokens.ts";

/** One call in a test: the literals it passes, and those close to it, which are what it expects. */
export interface Example {
  readonly inputs: readonly string[];
  readonly expected: ReadonlySet<string>;
}

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
