import test from "node:test";
import assert from "node:assert/strict";
import { Board } from "../src/board.ts";

test("what was given out does not change with the board", () => {
  const board = new Board();
  board.add({ title: "a", points: 1, column: "todo" }, { title: "b", points: 2, column: "todo" });
  const seen = board.largest();
  board.add({ title: "c", points: 3, column: "todo" });
  assert.deepEqual(seen.map(({ title }) => title), ["b", "a"]);
  assert.deepEqual(board.backlog, ["a", "b", "c"]);
  assert.deepEqual(board.largest().map(({ title }) => title), ["c", "b", "a"]);
});
