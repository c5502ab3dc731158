/** Code as HTML with its words coloured; what is not understood stays as it is. */
import type { Language } from "../core/cell.ts";

const words: Record<Language, string> = {
  ts: "as async await break case catch class const continue default delete do else export extends false finally for from function if import in instanceof interface let new null of return static super switch this throw true try type typeof undefined var void while yield",
  py: "and as assert async await break class continue def del elif else except False finally for from global if import in is lambda None nonlocal not or pass raise return True try while with yield",
  sh: "case cd do done echo elif else esac exit export fi for function if in local return set shift then trap unset until while",
};

const comments: Record<Language, string> = {
  ts: "//[^\\n]*|/\\*[^]*?\\*/",
  py: "#[^\\n]*",
  sh: "(?<![^\\s])#[^\\n]*",
};

/** C0 and C1 controls but tab and line feed, and what turns the direction of text. */
const unsafe = /(?![\t\n])[\p{Cc}\u{202a}-\u{202e}\u{2066}-\u{2069}]/gu;

/** The text with all that HTML reads as its own, and all that steers a screen, replaced. */
export function escape(text: string): string {
  return text
    .replaceAll("\r\n", "\n")
    .replaceAll(unsafe, "\u{fffd}")
    .replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}

/** The code as HTML, every piece of it escaped. */
export function highlight(code: string, language: Language): string {
  const pattern = new RegExp(
    `(?<comment>${comments[language]})|(?<string>"(?:\\\\.|[^"\\\\])*"|'(?:\\\\.|[^'\\\\])*'|\`(?:\\\\.|[^\`\\\\])*\`)|(?<number>\\b\\d[\\w.]*)|(?<word>\\b(?:${words[language].replaceAll(" ", "|")})\\b)`,
    "g",
  );
  let html = "";
  let last = 0;
  for (const match of code.matchAll(pattern)) {
    html += escape(code.slice(last, match.index));
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0] ?? "";
    html += `<span class="${kind}">${escape(match[0])}</span>`;
    last = match.index + match[0].length;
  }
  return html + escape(code.slice(last));
}
