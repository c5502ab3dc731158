import assert from "node:assert/strict";
import { test } from "node:test";
import { createHistory } from "../lib/history.js";

test("undo and redo", () => {
  const history = createHistory("a");
  history.push("b");
  assert.equal(history.undo(), true);
  assert.equal(history.present, "a");
  assert.equal(history.redo(), true);
  assert.equal(history.present, "b");
});
test("a new state ends what could be redone", () => {
  const history = createHistory("a");
  history.push("b");
  history.undo();
  history.push("c");
  assert.equal(history.redo(), false);
  assert.equal(history.present, "c");
});
test("nothing to undo", () => assert.equal(createHistory("a").undo(), false));
