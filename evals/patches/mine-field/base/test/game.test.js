import assert from "node:assert/strict";
import { test } from "node:test";
import { Game } from "../lib/game.js";

const rows = (game) => game.toString().split("\n");

test("a cell beside a mine opens alone", () => {
  const game = new Game(3, 3, [[0, 0]]);
  assert.equal(game.open(1, 1), 1);
  assert.deepEqual(rows(game), ["...", ".1.", "..."]);
});
test("a cell without mines around opens what is around it", () => {
  const game = new Game(4, 3, [[0, 0]]);
  assert.equal(game.open(3, 2), 11);
  assert.deepEqual(rows(game), [".1  ", "11  ", "    "]);
});
test("all safe cells open is a win", () => {
  const game = new Game(2, 2, [[0, 0]]);
  game.open(1, 0);
  game.open(0, 1);
  assert.equal(game.state, "playing");
  game.open(1, 1);
  assert.equal(game.state, "won");
});
test("an open mine is a loss and ends the game", () => {
  const game = new Game(2, 2, [[0, 0]]);
  game.open(0, 0);
  assert.equal(game.state, "lost");
  assert.equal(game.open(1, 1), 0);
  assert.deepEqual(rows(game), ["*.", ".."]);
});
test("a flag guards its cell", () => {
  const game = new Game(2, 2, [[0, 0]]);
  assert.equal(game.toggleFlag(0, 0), true);
  assert.equal(game.minesLeft, 0);
  assert.equal(game.open(0, 0), 0);
  assert.equal(game.toggleFlag(0, 0), false);
  assert.equal(game.minesLeft, 1);
});
test("neighbours do not open a cell with a flag", () => {
  const game = new Game(3, 3, []);
  game.toggleFlag(1, 1);
  assert.equal(game.open(0, 0), 8);
  assert.deepEqual(rows(game), ["   ", " F ", "   "]);
  assert.equal(game.state, "playing");
});
test("nothing happens outside", () => {
  const game = new Game(2, 2, [[0, 0]]);
  assert.equal(game.open(2, 0), 0);
  assert.equal(game.toggleFlag(-1, 0), false);
  assert.throws(() => new Game(2, 2, [[0, 2]]), RangeError);
});
