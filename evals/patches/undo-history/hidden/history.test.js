import assert from "node:assert/strict";
import { test } from "node:test";
import { createHistory } from "../lib/history.js";

let seed = 9;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
test("agrees with a list and a place in it", () => {
  for (const limit of [1, 2, 5, 100]) {
    const history = createHistory(0, limit);
    let list = [0];
    let place = 0;
    for (let i = 1; i < 1500; i++) {
      const what = next(5);
      if (what < 2) {
        history.push(i);
        list = [...list.slice(0, place + 1), i].slice(-(limit + 1));
        place = list.length - 1;
      } else if (what < 4) {
        assert.equal(history.undo(), place > 0);
        place = Math.max(0, place - 1);
      } else {
        assert.equal(history.redo(), place < list.length - 1);
        place = Math.min(list.length - 1, place + 1);
      }
      assert.equal(history.present, list[place]);
      assert.equal(history.canUndo(), place > 0);
      assert.equal(history.canRedo(), place < list.length - 1);
    }
  }
});
test("the same state again changes nothing, not even what can be redone", () => {
  const history = createHistory("a");
  history.push("b");
  history.push("c");
  history.undo();
  history.undo();
  history.push("a");
  assert.equal(history.canRedo(), true);
  assert.equal(history.redo(), true);
  assert.equal(history.present, "b");
  history.push("b");
  assert.equal(history.redo(), true);
  assert.equal(history.present, "c");
});
test("undo goes back through what was pushed after an undo", () => {
  const history = createHistory("a");
  history.push("b");
  history.undo();
  history.push("c");
  assert.equal(history.undo(), true);
  assert.equal(history.present, "a");
  assert.equal(history.redo(), true);
  assert.equal(history.present, "c");
  assert.equal(history.redo(), false);
});
