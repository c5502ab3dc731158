import assert from "node:assert/strict";
import { test } from "node:test";
import { formatLine, parseLine } from "../lib/csv.js";

test("plain fields", () => assert.deepEqual(parseLine("a,b,c"), ["a", "b", "c"]));
test("a comma in quotes", () => assert.deepEqual(parseLine('"a,b",c'), ["a,b", "c"]));
test("a quote in quotes", () => assert.deepEqual(parseLine('"say ""hi"" now",x'), ['say "hi" now', "x"]));
test("format", () => assert.equal(formatLine(["a,b", "c"]), '"a,b",c'));
