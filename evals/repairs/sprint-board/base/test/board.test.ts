import test from "node:test";
import assert from "node:assert/strict";
import { Board } from "../src/board.ts";

function open(): Board {
  const board = new Board();
  board.add({ title: "login", points: 3, column: "todo" }, { title: "search", points: 8, column: "doing" }, { title: "typo", points: 1, column: "done" });
  return board;
}
test("points of a column", () => assert.equal(open().points("doing"), 8));
test("the largest first", () => assert.deepEqual(open().largest().map(({ points }) => points), [8, 3, 1]));
test("the backlog stays in its order", () => {
  const board = open();
  board.largest();
  assert.deepEqual(board.backlog, ["login", "search", "typo"]);
});
