import assert from "node:assert/strict";
import { test } from "node:test";
import { covered, gaps, merge } from "../lib/intervals.js";

test("apart", () => assert.deepEqual(merge([[5, 6], [1, 2]]), [[1, 2], [5, 6]]));
test("overlapping", () => assert.deepEqual(merge([[1, 4], [3, 8]]), [[1, 8]]));
test("one inside another", () => assert.deepEqual(merge([[1, 10], [2, 3]]), [[1, 10]]));
test("covered", () => assert.equal(covered([[0, 2], [1, 3]]), 3));
test("gaps", () => assert.deepEqual(gaps([[2, 3]], 0, 5), [[0, 2], [3, 5]]));
