import test from "node:test";
import assert from "node:assert/strict";
import { linkify } from "../src/links.js";

test("a hundred links, and twice the same text", () => {
  const text = Array.from({ length: 100 }, (_, n) => `[[p${n}]]`).join(" ");
  assert.equal(linkify(text).split("<a ").length, 101);
  assert.equal(linkify(text), linkify(text));
});
test("no link, no change", () => assert.equal(linkify("a [b] c"), "a [b] c"));
