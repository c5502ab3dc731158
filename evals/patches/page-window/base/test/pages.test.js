import assert from "node:assert/strict";
import { test } from "node:test";
import { itemsOf, pageCount, pageWindow } from "../lib/pages.js";

test("count", () => assert.equal(pageCount(21, 10), 3));
test("in the middle", () => assert.deepEqual(pageWindow(5, 10), [3, 4, 5, 6, 7]));
test("at the start", () => assert.deepEqual(pageWindow(1, 10), [1, 2, 3, 4, 5]));
test("at the end", () => assert.deepEqual(pageWindow(10, 10), [6, 7, 8, 9, 10]));
test("items", () => assert.deepEqual(itemsOf(3, 21, 10), [20, 21]));
