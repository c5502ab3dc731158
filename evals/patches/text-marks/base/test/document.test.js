import assert from "node:assert/strict";
import { test } from "node:test";
import { Document } from "../lib/document.js";
import { offsetOf, placeOf } from "../lib/lines.js";

test("lines and columns", () => {
  assert.deepEqual(placeOf("ab\ncd", 0), { line: 1, column: 1 });
  assert.deepEqual(placeOf("ab\ncd", 4), { line: 2, column: 2 });
  assert.equal(offsetOf("ab\ncd", { line: 2, column: 2 }), 4);
  assert.equal(offsetOf("ab\ncd", { line: 1, column: 99 }), 2);
});
test("inserts and removes text", () => {
  const document = new Document("hello world");
  document.insert(5, ",");
  assert.equal(document.remove(6, 12), " world");
  assert.equal(document.replace(0, 1, "J"), "h");
  assert.equal(document.text, "Jello,");
});
test("a mark goes with what it marks", () => {
  const document = new Document("hello world");
  document.mark("world", 6);
  document.insert(0, "oh, ");
  assert.equal(document.offsetOf("world"), 10);
  document.remove(0, 4);
  assert.equal(document.offsetOf("world"), 6);
  document.insert(11, "!");
  assert.equal(document.offsetOf("world"), 6);
});
test("a mark is before what is inserted there, or after it", () => {
  const document = new Document("ab");
  document.mark("before", 1);
  document.mark("behind", 1, { after: true });
  document.insert(1, "xyz");
  assert.equal(document.offsetOf("before"), 1);
  assert.equal(document.offsetOf("behind"), 4);
});
test("a mark in what is removed is where that was", () => {
  const document = new Document("hello world");
  document.mark("middle", 3);
  document.remove(0, 6);
  assert.equal(document.text, "world");
  assert.equal(document.offsetOf("middle"), 0);
});
test("the places of marks", () => {
  const document = new Document("one\ntwo\n");
  document.mark("two", 4);
  document.insertAt({ line: 1, column: 4 }, "\nand a half");
  assert.deepEqual(document.placeOf("two"), { line: 3, column: 1 });
  assert.equal(document.placeOf("three"), undefined);
});
test("the marks of a part, in the order of the text", () => {
  const document = new Document("abcdef");
  for (const [name, offset] of [["late", 5], ["b", 2], ["a", 2], ["first", 0]]) document.mark(name, offset);
  assert.deepEqual(document.marksIn(1, 5), ["b", "a", "late"]);
});
test("refuses what is outside of the text", () => {
  const document = new Document("abc");
  assert.throws(() => document.mark("x", 4), RangeError);
  assert.throws(() => document.insert(-1, "x"), RangeError);
  assert.throws(() => document.remove(1, 9), RangeError);
  assert.equal(document.text, "abc");
});
