import assert from "node:assert/strict";
import { test } from "node:test";
import { formatLine, parseLine } from "../lib/csv.js";

const fields = ["", "a", '"', '""', ",", 'a"b', '",', ',"', "x y", '"q"', "a\nb", '","', 'end"'];
test("round trip of pairs", () => {
  for (const a of fields) for (const b of fields) assert.deepEqual(parseLine(formatLine([a, b])), [a, b], formatLine([a, b]));
});
test("empty fields", () => {
  assert.deepEqual(parseLine(""), [""]);
  assert.deepEqual(parseLine(",,"), ["", "", ""]);
  assert.deepEqual(parseLine('""'), [""]);
  assert.deepEqual(parseLine('"",a'), ["", "a"]);
});
test("quotes doubled at the edges", () => {
  assert.deepEqual(parseLine('"""a"""'), ['"a"']);
  assert.deepEqual(parseLine('""""'), ['"']);
  assert.deepEqual(parseLine('"a""","b"'), ['a"', "b"]);
});
test("only what must be is quoted", () => {
  assert.equal(formatLine(["a b", "", "c"]), "a b,,c");
  assert.equal(formatLine(['a"b']), '"a""b"');
  assert.equal(formatLine(["a\nb"]), '"a\nb"');
});
