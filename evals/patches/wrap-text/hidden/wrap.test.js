import assert from "node:assert/strict";
import { test } from "node:test";
import { quote, wrap } from "../lib/wrap.js";

const text = "Es war einmal ein Mann der hatte einen Esel welcher schon lange Jahre unverdrossen die Säcke in die Mühle getragen hatte";

test("no line is longer than the width unless it is one word", () => {
  for (let width = 1; width < 60; width++)
    for (const line of wrap(text, width)) assert.ok(line.length <= width || !line.includes(" "), `${width}: ${line}`);
});
test("the next word would never have fitted", () => {
  for (let width = 1; width < 60; width++) {
    const lines = wrap(text, width);
    for (let i = 1; i < lines.length; i++)
      assert.ok(lines[i - 1].length + 1 + lines[i].split(" ")[0].length > width);
  }
});
test("no word is lost", () => {
  for (let width = 1; width < 60; width++) assert.equal(wrap(text, width).join(" "), text);
});
test("white space counts once", () => {
  assert.deepEqual(wrap("  a \n\t b  ", 3), ["a b"]);
  assert.deepEqual(wrap("   ", 3), []);
  assert.deepEqual(wrap("", 3), []);
});
test("long words are whole", () => assert.deepEqual(wrap("a bbbbbbbb c", 3), ["a", "bbbbbbbb", "c"]));
test("quotes count their prefix", () => {
  assert.deepEqual(quote("abc def", 9), ["> abc def"]);
  assert.deepEqual(quote("abc def", 8), ["> abc", "> def"]);
  assert.deepEqual(quote("abc def", 8, "#"), ["#abc def"]);
  assert.deepEqual(quote("", 8), []);
});
