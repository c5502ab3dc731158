import assert from "node:assert/strict";
import { test } from "node:test";
import { columns } from "../lib/columns.js";
import { layout } from "../lib/layout.js";

let seed = 1066;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const word = () => "abcdefghijklmnop".slice(0, 1 + next(next(4) === 0 ? 14 : 5));
const between = () => [" ", " ", "  ", "\n", " \n ", "\t"][next(6)];
const breaks = () => ["\n\n", "\n \n", "\n\n\n", "  \n\n"][next(4)];

/** Words of a paragraph one by one; blanks are dealt out one after another. */
function plain(paragraphs, { width, align = "left", indent = 0 }) {
  const found = [];
  const begin = align === "left" || align === "justify" ? indent : 0;
  for (const words of paragraphs) {
    if (found.length > 0) found.push("");
    const queue = [...words];
    for (let isFirst = true; queue.length > 0; isFirst = false) {
      const room = width - (isFirst ? begin : 0);
      const line = [queue.shift()];
      while (queue.length > 0 && [...line, queue[0]].join(" ").length <= room) line.push(queue.shift());
      const spaces = line.slice(1).map(() => " ");
      if (align === "justify" && queue.length > 0 && spaces.length > 0)
        for (let at = 0; line.join("").length + spaces.join("").length < room; at = (at + 1) % spaces.length) spaces[at] += " ";
      let text = line[0];
      for (const [at, space] of spaces.entries()) text += space + line[at + 1];
      const over = Math.max(0, room - text.length);
      if (align === "right") text = " ".repeat(over) + text;
      if (align === "center") text = " ".repeat(over >> 1) + text;
      found.push(isFirst ? " ".repeat(begin) + text : text);
    }
  }
  return found;
}
test("agrees with blanks that are dealt out", () => {
  for (let i = 0; i < 3000; i++) {
    const paragraphs = Array.from({ length: next(4) }, () => Array.from({ length: 1 + next(14) }, word));
    const width = 1 + next(26);
    const given = { width, align: ["left", "right", "center", "justify", "justify", "justify"][next(6)], ...(next(3) === 0 && { indent: next(width) }) };
    let text = ["", "\n\n", " "][next(3)];
    for (const words of paragraphs) text += words.map((one, at) => (at === 0 ? one : between() + one)).join("") + breaks();
    assert.deepEqual(layout(text, given), plain(paragraphs, given), JSON.stringify([text, given]));
  }
});
test("justified lines are as wide as asked, wider gaps first", () => {
  for (let blanks = 0; blanks < 12; blanks++) {
    const width = 9 + blanks;
    const [line] = layout(`a b c d e ${"x".repeat(width)}`, { width, align: "justify" });
    assert.equal(line.length, width);
    const gaps = line.match(/ +/g).map((gap) => gap.length);
    assert.deepEqual(gaps, gaps.toSorted((a, b) => b - a));
    assert.ok(gaps[0] - gaps.at(-1) <= 1);
  }
});
test("the last line of each paragraph is set to the left", () => {
  assert.deepEqual(layout("aa bb cc\n\ndd ee ff", { width: 7, align: "justify" }), ["aa   bb", "cc", "", "dd   ee", "ff"]);
  assert.deepEqual(layout("aa bb\n\ncc dd\n\nee", { width: 9, align: "justify" }), ["aa bb", "", "cc dd", "", "ee"]);
});
test("an indent does not matter in right and centered text", () => {
  for (const align of ["right", "center"]) assert.deepEqual(layout("a b c d", { width: 3, align, indent: 99 }), layout("a b c d", { width: 3, align }));
  for (const indent of [-1, 3, NaN]) assert.throws(() => layout("a", { width: 3, indent }), RangeError);
});
test("columns agree with a grid", () => {
  for (let i = 0; i < 600; i++) {
    const lines = Array.from({ length: next(14) }, () => (next(6) === 0 ? "" : word()));
    const [count, gap] = [1 + next(6), next(4)];
    const found = columns(lines, { count, gap });
    let height = 0;
    while (height * count < lines.length) height += 1;
    assert.equal(found.length, height);
    const copy = [...lines];
    const parts = [];
    while (copy.length > 0) parts.push(copy.splice(0, height));
    const expected = Array(height).fill("");
    parts.forEach((part, column) => {
      const wide = part.reduce((most, line) => Math.max(most, line.length), 0);
      for (let row = 0; row < height; row++) {
        const line = part[row] ?? "";
        expected[row] += (column === 0 ? "" : " ".repeat(gap)) + line + " ".repeat(wide - line.length);
      }
    });
    assert.deepEqual(found, expected.map((line) => line.replace(/\s+$/, "")));
  }
  assert.deepEqual(columns(["aa", "b"], { count: 2 }), ["aa  b"]);
});
