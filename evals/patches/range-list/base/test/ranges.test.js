import assert from "node:assert/strict";
import { test } from "node:test";
import { formatRanges, parseRanges } from "../lib/ranges.js";

test("single", () => assert.deepEqual(parseRanges("2, 1"), [1, 2]));
test("a range", () => assert.deepEqual(parseRanges("1-3,7"), [1, 2, 3, 7]));
test("a range backwards", () => assert.deepEqual(parseRanges("10-8"), [8, 9, 10]));
test("nonsense", () => assert.throws(() => parseRanges("a-b"), SyntaxError));
test("format", () => assert.equal(formatRanges([3, 1, 2, 7]), "1-3,7"));
