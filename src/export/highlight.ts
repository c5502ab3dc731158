/** Text and code as HTML: escaped, and code with its words in colour. */
import highlighter from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import python from "highlight.js/lib/languages/python";
import typescript from "highlight.js/lib/languages/typescript";
import type { Language } from "../core/cell.ts";

highlighter.registerLanguage("ts", typescript);
highlighter.registerLanguage("py", python);
highlighter.registerLanguage("sh", bash);

/** Code that is longer stays without colours. Characters. */
const longest = 100_000;

/** C0 and C1 controls but tab and line feed, and what turns the direction of text. */
const unsafe = /(?![\t\n])[\p{Cc}\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu;
/** Colours of a terminal. */
const escapes = /\u001B\[[\d;]*[A-Za-z]/g; // oxlint-disable-line no-control-regex

const plain = (text: string): string =>
  text.replaceAll("\r\n", "\n").replaceAll(escapes, "").replaceAll(unsafe, "\u{fffd}");

/** The text with all that HTML reads as its own, and all that steers a screen, replaced. */
export function escape(text: string): string {
  return plain(text).replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}

/** The code as HTML, every piece of it escaped. */
export function highlight(code: string, language: Language): string {
  if (code.length > longest) return escape(code);
  return highlighter.highlight(plain(code), { language, ignoreIllegals: true }).value;
}

/** A unified diff with its lines in colour. */
export function highlightDiff(diff: string): string {
  const kinds: readonly (readonly [RegExp, string])[] = [
    [/^(?:---|\+\+\+) /, "file"],
    [/^@@/, "hunk"],
    [/^\+/, "add"],
    [/^-/, "cut"],
  ];
  const lines = diff
    .trimEnd()
    .split("\n")
    .map((line) => {
      const kind = kinds.find(([pattern]) => pattern.test(line))?.[1];
      return kind === undefined ? escape(line) : `<span class="${kind}">${escape(line)}</span>`;
    });
  return `<pre class="diff">${lines.join("\n")}</pre>`;
}
