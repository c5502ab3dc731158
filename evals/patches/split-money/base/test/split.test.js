import assert from "node:assert/strict";
import { test } from "node:test";
import { split, splitEvenly } from "../lib/split.js";

test("even", () => assert.deepEqual(splitEvenly(90, 3), [30, 30, 30]));
test("by weight", () => assert.deepEqual(split(100, [1, 3]), [25, 75]));
test("the first gets the cent that is left", () => assert.deepEqual(splitEvenly(100, 3), [34, 33, 33]));
test("nobody to pay", () => assert.throws(() => split(100, [0, 0]), RangeError));
