import test from "node:test";
import assert from "node:assert/strict";
import { match } from "../src/match.js";

test("slashes at the end and decoding, together", () => {
  assert.deepEqual(match("/f/:name", "/f/%C3%A4.txt/"), { name: "ä.txt" });
  assert.deepEqual(match("/f/:name", "/f/a%2Fb"), { name: "a/b" });
});
test("a longer path is another one", () => assert.equal(match("/a", "/a/b"), undefined));
