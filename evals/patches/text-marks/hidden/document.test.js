import assert from "node:assert/strict";
import { test } from "node:test";
import { Document } from "../lib/document.js";
import { offsetOf, placeOf } from "../lib/lines.js";

let seed = 1984;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;

/** A list in which marks stand between the characters, as objects among them. */
function plainDocument(text) {
  let list = [...text];
  const isMark = (entry) => typeof entry === "object";
  const texts = () => list.filter((entry) => !isMark(entry)).join("");
  /** Where in the list the character with that offset is, before all marks that stand there or behind them. */
  const position = (offset, behindMarks) => {
    let seen = 0;
    for (let at = 0; ; at++) {
      if (seen === offset && (!behindMarks || at === list.length || !isMark(list[at]))) return at;
      if (!isMark(list[at])) seen += 1;
    }
  };
  return {
    texts,
    mark(name, offset, after) {
      list = list.filter((entry) => entry.name !== name);
      list.splice(position(offset, true), 0, { name, after });
    },
    insert(offset, inserted) {
      const [from, to] = [position(offset, false), position(offset, true)];
      const marks = list.slice(from, to);
      list.splice(from, to - from, ...marks.filter(({ after }) => !after), ...inserted, ...marks.filter(({ after }) => after));
    },
    remove(from, to) {
      let seen = 0;
      list = list.filter((entry) => {
        if (isMark(entry)) return true;
        seen += 1;
        return seen - 1 < from || seen - 1 >= to;
      });
    },
    offsets: () => {
      const found = new Map();
      let seen = 0;
      for (const entry of list) isMark(entry) ? found.set(entry.name, seen) : (seen += 1);
      return found;
    },
  };
}
test("agrees with marks that stand in a list of characters", () => {
  const names = ["a", "b", "c", "d", "e"];
  for (let round = 0; round < 200; round++) {
    const first = "the first text".slice(0, next(15));
    const document = new Document(first);
    const plain = plainDocument(first);
    for (let i = 0; i < 30; i++) {
      const { length } = document.text;
      const from = next(length + 1);
      const to = from + next(length - from + 1);
      const text = "xy\nz".slice(next(3), 2 + next(3));
      const what = next(8);
      if (what < 3) {
        const [name, after] = [names[next(5)], next(2) === 0];
        document.mark(name, from, { after });
        plain.mark(name, from, after);
      } else if (what < 5) {
        document.insert(from, text);
        plain.insert(from, text);
      } else if (what < 7) {
        assert.equal(document.remove(from, to), plain.texts().slice(from, to));
        plain.remove(from, to);
      } else {
        assert.equal(document.replace(from, to, text), plain.texts().slice(from, to));
        plain.remove(from, to);
        plain.insert(from, text);
      }
      assert.equal(document.text, plain.texts());
      const offsets = plain.offsets();
      for (const name of names) assert.equal(document.offsetOf(name), offsets.get(name), `${name} after ${what}`);
      const inside = document.marksIn(from, to);
      assert.deepEqual(inside.toSorted(), [...offsets].filter(([, offset]) => offset >= from && offset <= to).map(([name]) => name).toSorted());
      for (let k = 1; k < inside.length; k++) assert.ok(offsets.get(inside[k - 1]) <= offsets.get(inside[k]));
    }
  }
});
test("marks at the same place are told in the order in which they were set", () => {
  const document = new Document("abcdef");
  for (const [name, offset] of [["x", 5], ["y", 1], ["z", 3], ["y", 4]]) document.mark(name, offset);
  document.remove(0, 6);
  assert.deepEqual(document.marksIn(0, 0), ["x", "z", "y"]);
});
test("a mark in what is removed in the middle, at its ends and behind it", () => {
  const document = new Document("0123456789");
  for (const offset of [0, 2, 3, 4, 6, 7, 8, 10]) document.mark(`m${offset}`, offset);
  document.remove(3, 7);
  assert.deepEqual([0, 2, 3, 4, 6, 7, 8, 10].map((offset) => document.offsetOf(`m${offset}`)), [0, 2, 3, 3, 3, 3, 4, 6]);
  document.insert(3, "abcd");
  assert.equal(document.offsetOf("m4"), 3);
  assert.equal(document.offsetOf("m8"), 8);
});
test("after a removal marks still go as they are told", () => {
  const document = new Document("hello world");
  document.mark("stays", 3);
  document.mark("goes", 4, { after: true });
  document.remove(0, 6);
  document.insert(0, "our ");
  assert.deepEqual([document.offsetOf("stays"), document.offsetOf("goes")], [0, 4]);
  assert.deepEqual(document.placeOf("goes"), { line: 1, column: 5 });
});
test("places and offsets agree with walking through the text", () => {
  for (let round = 0; round < 100; round++) {
    const text = Array.from({ length: next(20) }, () => "ab\n"[next(3)]).join("");
    let [line, column] = [1, 1];
    for (let offset = 0; offset <= text.length; offset++) {
      assert.deepEqual(placeOf(text, offset), { line, column });
      assert.equal(offsetOf(text, { line, column }), offset);
      if (text[offset] === "\n") {
        assert.equal(offsetOf(text, { line, column: column + 1 + next(5) }), offset);
        [line, column] = [line + 1, 1];
      } else column += 1;
    }
    assert.throws(() => offsetOf(text, { line: line + 1, column: 1 }), RangeError);
  }
});
test("refusals change nothing", () => {
  const document = new Document("abc");
  document.mark("m", 2);
  for (const [from, to] of [[2, 1], [-1, 2], [0, 4], [3, 0]]) {
    assert.throws(() => document.remove(from, to), RangeError);
    assert.throws(() => document.replace(from, to, "x"), RangeError);
  }
  assert.throws(() => document.insert(4, "x"), RangeError);
  assert.equal(document.text, "abc");
  assert.equal(document.offsetOf("m"), 2);
});
