/** JSON that is safe to print: one line, and nothing in it steers a terminal. */

// JSON.stringify escapes C0 controls only; C1, bidi and line separators it leaves as they are.
const unsafe = /[\u{7f}-\u{9f}\u{61c}\u{200e}\u{200f}\u{2028}-\u{202e}\u{2066}-\u{2069}\u{feff}]/gu;

/** The value as one line of JSON with its line feed. It parses to the same value. */
export function jsonLine(value: unknown): string {
  const text = JSON.stringify(value).replaceAll(
    unsafe,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`,
  );
  return `${text}\n`;
}
