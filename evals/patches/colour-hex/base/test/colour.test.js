import assert from "node:assert/strict";
import { test } from "node:test";
import { formatHex, mix, parseHex } from "../lib/colour.js";

test("six digits", () => assert.deepEqual(parseHex("#ff8000"), { r: 255, g: 128, b: 0 }));
test("three digits", () => assert.deepEqual(parseHex("#f80"), { r: 255, g: 136, b: 0 }));
test("no colour", () => assert.throws(() => parseHex("red"), SyntaxError));
test("format", () => assert.equal(formatHex({ r: 255, g: 0, b: 10 }), "#ff000a"));
test("mix", () => assert.equal(mix("#000000", "#ffffff", 0.5), "#808080"));
