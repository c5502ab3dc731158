import assert from "node:assert/strict";
import { test } from "node:test";
import { fill, namesIn } from "../lib/template.js";

test("fills", () => assert.equal(fill("Hi {name}!", { name: "Ann" }), "Hi Ann!"));
test("falls back", () => assert.equal(fill("Hi {name|you}!", {}), "Hi you!"));
test("zero is a value", () => assert.equal(fill("{count|no} left", { count: 0 }), "0 left"));
test("missing", () => assert.throws(() => fill("{x}", {}), /no value for x/));
test("names", () => assert.deepEqual(namesIn("{a} {b} {a}"), ["a", "b"]));
