import assert from "node:assert/strict";
import { test } from "node:test";
import { diff, summary } from "../lib/diff.js";

const short = (before, after) => diff([...before], [...after]).map(({ type, line }) => ({ keep: " ", drop: "-", add: "+" })[type] + line).join("");

test("the same", () => assert.equal(short("ab", "ab"), " a b"));
test("a line in the middle", () => assert.equal(short("ac", "abc"), " a+b c"));
test("dropped in the middle", () => assert.equal(short("abc", "ac"), " a-b c"));
test("added at the end", () => assert.equal(short("a", "ab"), " a+b"));
test("summary", () => assert.equal(summary(diff(["a", "c"], ["b", "c"])), "+1 -1"));
