import assert from "node:assert/strict";
import { test } from "node:test";
import { choose, compile } from "../lib/glob.js";

const matches = (pattern, path) => compile(pattern)(path);

test("a path is itself", () => {
  assert.equal(matches("src/index.js", "src/index.js"), true);
  assert.equal(matches("src/index.js", "src/index_js"), false);
  assert.equal(matches("index.js", "src/index.js"), false);
});
test("a star stays in its part", () => {
  assert.equal(matches("src/*.js", "src/index.js"), true);
  assert.equal(matches("src/*.js", "src/deep/index.js"), false);
  assert.equal(matches("*", ".hidden"), true);
});
test("a question mark is one character", () => {
  assert.equal(matches("v?.txt", "v1.txt"), true);
  assert.equal(matches("v?.txt", "v.txt"), false);
  assert.equal(matches("a?b", "a/b"), false);
});
test("brackets", () => {
  assert.equal(matches("v[0-9].txt", "v7.txt"), true);
  assert.equal(matches("v[!0-9].txt", "v7.txt"), false);
  assert.equal(matches("v[!0-9].txt", "vx.txt"), true);
  assert.throws(() => compile("v[0-9.txt"), SyntaxError);
});
test("a backslash takes the meaning away", () => {
  assert.equal(matches("\\*.txt", "*.txt"), true);
  assert.equal(matches("\\*.txt", "a.txt"), false);
});
test("two stars are any depth", () => {
  assert.equal(matches("src/**/x.js", "src/a/x.js"), true);
  assert.equal(matches("src/**/x.js", "src/a/b/c/x.js"), true);
  assert.equal(matches("**/x.js", "a/b/x.js"), true);
  assert.equal(matches("src/**/x.js", "lib/a/x.js"), false);
});
test("two stars may be no part at all", () => {
  assert.equal(matches("src/**/x.js", "src/x.js"), true);
  assert.equal(matches("a/**/b/**/c", "a/b/c"), true);
});
test("two stars at the end are all that is in a folder", () => {
  assert.equal(matches("src/**", "src/a/b.js"), true);
  assert.equal(matches("src/**", "lib/a.js"), false);
});
test("the last pattern decides", () => {
  const paths = ["src/a.js", "src/a.test.js", "src/keep.test.js", "readme"];
  assert.deepEqual(choose(paths, ["src/*", "!src/*.test.js", "src/keep.*"]), ["src/a.js", "src/keep.test.js"]);
  assert.deepEqual(choose(paths, []), []);
});
