import assert from "node:assert/strict";
import { test } from "node:test";
import { columns } from "../lib/columns.js";
import { layout } from "../lib/layout.js";

const text = "It was a bright cold day in April, and the clocks were striking thirteen.";

test("fills lines to the left", () => {
  assert.deepEqual(layout(text, { width: 20 }), ["It was a bright cold", "day in April, and", "the clocks were", "striking thirteen."]);
});

test("sets lines to the right", () => {
  assert.deepEqual(layout("one two three", { width: 9, align: "right" }), ["  one two", "    three"]);
});

test("centers lines", () => {
  assert.deepEqual(layout("one two three", { width: 10, align: "center" }), [" one two", "  three"]);
});

test("justifies lines", () => {
  assert.deepEqual(layout("a b c dd ee", { width: 9, align: "justify" }), ["a  b c dd", "ee"]);
  assert.deepEqual(layout("one two three", { width: 9, align: "justify" }), ["one   two", "three"]);
});

test("gaps of a line differ by one blank at most", () => {
  assert.deepEqual(layout("aa bb cc dd eeeeeee", { width: 13, align: "justify" }), ["aa  bb  cc dd", "eeeeeee"]);
  const [, second] = layout(text, { width: 20, align: "justify" });
  assert.equal(second, "day  in  April,  and");
});

test("gaps are as wide as each other where that can be", () => {
  assert.deepEqual(layout("a b c dddddd", { width: 9, align: "justify" }), ["a   b   c", "dddddd"]);
});

test("the last line and a single word are not widened", () => {
  assert.deepEqual(layout("extraordinary it is", { width: 14, align: "justify" }), ["extraordinary", "it is"]);
});

test("a word that is too long sticks out", () => {
  for (const align of ["left", "right", "center", "justify"])
    assert.deepEqual(layout("a incomprehensible b", { width: 5, align }).map((line) => line.trim()), ["a", "incomprehensible", "b"]);
});

test("paragraphs", () => {
  assert.deepEqual(layout("one\ntwo\n\n \n three four", { width: 8 }), ["one two", "", "three", "four"]);
  assert.deepEqual(layout(" \n\n ", { width: 8 }), []);
});

test("indents first lines", () => {
  assert.deepEqual(layout("one two three\n\nfour", { width: 8, indent: 2 }), ["  one", "two", "three", "", "  four"]);
  assert.deepEqual(layout("a b c dd eeee", { width: 10, indent: 2, align: "justify" }), ["  a b c dd", "eeee"]);
});

test("refuses what cannot be set", () => {
  for (const width of [0, -1, 2.5, undefined]) assert.throws(() => layout(text, { width }), RangeError);
  assert.throws(() => layout(text, { width: 9, align: "top" }), RangeError);
  assert.throws(() => layout(text, { width: 9, indent: 9 }), RangeError);
});

test("columns", () => {
  assert.deepEqual(columns(["one", "two", "three", "four", "five"], { count: 2, gap: 3 }), ["one     four", "two     five", "three"]);
  assert.deepEqual(columns(["a", "b"], { count: 3 }), ["a  b"]);
  assert.throws(() => columns([], { count: 0 }), RangeError);
});
