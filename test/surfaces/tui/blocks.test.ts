/** Markdown that comes in pieces. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createStyle } from "../../../src/surfaces/style.ts";
import { Blocks, type Block } from "../../../src/surfaces/tui/blocks.ts";
import { createHighlighter } from "../../../src/surfaces/tui/highlight.ts";
import { Prose } from "../../../src/surfaces/tui/prose.ts";

const source = [
  "# A heading",
  "",
  "A paragraph",
  "of two lines.",
  "",
  "- a list",
  "- of two",
  "```ts",
  "const a = 1;",
  "",
  "```` not the end",
  "```",
  "~~~",
  "```",
  "~~~",
  "| a | b |",
  "|---|---|",
  "| 1 | 漢字 |",
  "",
  "The end, without a newline",
].join("\n");

const split = (text: string, cuts: readonly number[]): readonly string[] => {
  const places = [0, ...cuts.map((cut) => cut % text.length).toSorted((a, b) => a - b), text.length];
  return places.slice(1).map((place, index) => text.slice(places[index], place));
};

const blocksOf = (pieces: readonly string[]): readonly Block[] => {
  const blocks = new Blocks();
  return [...pieces.flatMap((piece) => blocks.push(piece)), ...blocks.end()];
};

test("however a text is cut, its parts are the same", () => {
  const whole = blocksOf([source]);
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 60 }), (cuts) => {
      expect(blocksOf(split(source, cuts))).toEqual(whole);
    }),
  );
});

test("a fence is told line by line, and only its own mark closes it", () => {
  const code = blocksOf([source]).flatMap((block) => (block.type === "code" ? [block] : []));
  expect(code.map(({ line, fence }) => `${fence ? "=" : " "}${line}`)).toEqual([
    "=```ts",
    " const a = 1;",
    " ",
    " ```` not the end",
    "=```",
    "=~~~",
    " ```",
    "=~~~",
  ]);
});

const painted = (pieces: readonly string[], columns: number): readonly string[] => {
  const prose = new Prose(createStyle(false), createHighlighter(createStyle(false)));
  return [...pieces.flatMap((piece) => prose.push(piece, columns)), ...prose.end(columns)];
};

test("words become the same lines however they come, and no line is wider than it may be", () => {
  const whole = painted([source], 60);
  expect(whole).toContain("│ 1 │ 漢字 │");
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 30 }), (cuts) => {
      expect(painted(split(source, cuts), 60)).toEqual(whole);
    }),
    { numRuns: 30 },
  );
});

test("no sequence of the model's reaches the terminal, wherever it is cut", () => {
  const attack =
    "a\u{1b}]52;c;ZXZpbA==\u{7}b \u{1b}[2J **c\u{1b}[31m** \u{9b}3J [d](http://x\u{1b}[2J)\n\n```sh\n\u{1b}[?1049h\n```\n";
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 12 }), (cuts) => {
      // oxlint-disable-next-line no-control-regex -- what must not be there
      expect(painted(split(attack, cuts), 60).join("\n")).not.toMatch(/[\0-\u{8}\u{b}-\u{1f}\u{7f}-\u{9f}]/u);
    }),
  );
});

test("the address of a link is to be read, not hidden behind its words", () => {
  expect(painted(["[the docs](https://evil.example/x)\n\n"], 80).join("")).toContain(
    "https://evil.example/x",
  );
});
