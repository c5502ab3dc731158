import assert from "node:assert/strict";
import { test } from "node:test";
import { compare, sort } from "../lib/natural.js";

test("letters", () => assert.deepEqual(sort(["b", "a"]), ["a", "b"]));
test("numbers of as many digits", () => assert.deepEqual(sort(["f12", "f11"]), ["f11", "f12"]));
test("nine comes before ten", () => assert.deepEqual(sort(["f10", "f9"]), ["f9", "f10"]));
test("equal", () => assert.equal(compare("x1", "x1"), 0));
