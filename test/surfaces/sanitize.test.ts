/** What a terminal may be given. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { jsonLine } from "../../src/surfaces/cli/json-line.ts";
import { sanitize, sanitizeLine, Sanitizer } from "../../src/surfaces/sanitize.ts";

const attacks: readonly (readonly [name: string, text: string, clean: string])[] = [
  ["plain text stays", "a\tb\nc ✓ 漢字 👩‍👧", "a\tb\nc ✓ 漢字 👩‍👧"],
  ["a colour goes", "\u{1b}[31mred\u{1b}[0m", "red"],
  ["a cleared screen goes", "\u{1b}[2J\u{1b}[3Jx", "x"],
  ["a title goes", "\u{1b}]0;owned\u{7}x", "x"],
  ["a written clipboard goes", "\u{1b}]52;c;ZXZpbA==\u{1b}\\x", "x"],
  ["a hyperlink keeps its words only", "\u{1b}]8;;http://evil\u{1b}\\text\u{1b}]8;;\u{1b}\\", "text"],
  ["a DCS goes with its payload", "\u{1b}P+q544e\u{1b}\\x", "x"],
  ["an APC goes with its payload", "\u{1b}_Gf=100;AAAA\u{1b}\\x", "x"],
  ["8-bit CSI goes", "\u{9b}2Jx", "x"],
  ["8-bit OSC goes", "\u{9d}52;c;AA\u{9c}x", "x"],
  ["8-bit DCS goes", "\u{90}q\u{9c}x", "x"],
  ["an OSC that never ends swallows one line", "\u{1b}]0;title\nnext", "\nnext"],
  ["a reset goes", "\u{1b}cx", "x"],
  ["a character set goes", "\u{1b}(0x", "x"],
  ["a query goes", "\u{1b}[6nx", "x"],
  ["an escape within an escape goes", "\u{1b}\u{1b}[2Jx", "x"],
  ["tmux passthrough goes", "\u{1b}Ptmux;\u{1b}\u{1b}]52;c;AA\u{7}\u{1b}\\x", "x"],
  ["a returned carriage cannot overwrite", "safe\rEVIL", "safe\nEVIL"],
  ["a Windows line end is a newline", "a\r\nb", "a\nb"],
  ["a backspace is shown", "rm\u{8}\u{8}ls", "rm\u{fffd}\u{fffd}ls"],
  ["a NUL is shown", "a\0b", "a\u{fffd}b"],
  ["a bidi override is spelled out", "a\u{202e}b\u{2066}c", "a<U+202E>b<U+2066>c"],
  ["a right-to-left mark is spelled out", "a\u{200f}b\u{61c}", "a<U+200F>b<U+061C>"],
  ["a line separator is spelled out", "a\u{2028}b", "a<U+2028>b"],
  ["invisible tag letters are spelled out", "a\u{e0041}", "a<U+E0041>"],
];

test.each(attacks)("%s", (_name, text, clean) => {
  expect(sanitize(text)).toBe(clean);
});

test.each(attacks)("%s, also when it comes in pieces", (_name, text, clean) => {
  const sanitizer = new Sanitizer();
  expect(Array.from(text, (character) => sanitizer.push(character)).join("")).toBe(clean);
});

test("a file name with newlines is one line", () => {
  expect(sanitizeLine("a\nb\tc\u{1b}[2K.ts")).toBe("a⏎b c.ts");
});

// oxlint-disable-next-line no-control-regex -- control characters are what this test is about
const steering = /[\0-\u{8}\u{b}-\u{1f}\u{7f}-\u{9f}\u{202a}-\u{202e}\u{2066}-\u{2069}]/u;

const pieces = Array.from("\u{1b}\u{9b}\u{9d}\u{90}\u{9c}\u{7}\u{18}\r\n\0\u{8}\u{202e}[]P_^X\\?;mJ0a漢");

test("nothing that steers is left of any text, however it is cut", () => {
  const unit = fc.constantFrom(...pieces);
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 40 }), fc.nat(40), (characters, cut) => {
      const text = characters.join("");
      const sanitizer = new Sanitizer();
      const both = sanitizer.push(text.slice(0, cut)) + sanitizer.push(text.slice(cut));
      expect(both).toBe(sanitize(text));
      expect(both).not.toMatch(steering);
    }),
  );
});

test("a line of JSON holds no raw control and parses to the same value", () => {
  const value = { text: "\u{9b}2J \u{202e} \u{2028} \u{7f} \u{1b} \n" };
  expect(jsonLine(value).slice(0, -1)).not.toMatch(steering);
  expect(JSON.parse(jsonLine(value))).toEqual(value);
});
