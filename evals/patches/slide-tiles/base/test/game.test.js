import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyFields, move, movesOf, put, slideRow } from "../lib/board.js";
import { Game } from "../lib/game.js";

test("tiles slide to the beginning of a row", () => {
  assert.deepEqual(slideRow([0, 2, 0, 4]), { row: [2, 4, 0, 0], gained: 0 });
  assert.deepEqual(slideRow([0, 0, 0, 0]), { row: [0, 0, 0, 0], gained: 0 });
});

test("two of the same number become one", () => {
  assert.deepEqual(slideRow([2, 0, 0, 2]), { row: [4, 0, 0, 0], gained: 4 });
  assert.deepEqual(slideRow([2, 2, 8, 8]), { row: [4, 16, 0, 0], gained: 20 });
});

test("of three the first two become one", () => {
  assert.deepEqual(slideRow([2, 2, 2, 0]).row, [4, 2, 0, 0]);
});

test("four become two", () => {
  assert.deepEqual(slideRow([4, 4, 4, 4]), { row: [8, 8, 0, 0], gained: 16 });
});

test("a tile that was made stays as it is", () => {
  assert.deepEqual(slideRow([2, 2, 4, 0]).row, [4, 4, 0, 0]);
  assert.deepEqual(slideRow([8, 8, 16, 2]).row, [16, 16, 2, 0]);
});

const board = [
  [2, 0, 2],
  [0, 4, 0],
  [2, 4, 8],
];

test("moves in all directions", () => {
  assert.deepEqual(move(board, "left").board, [[4, 0, 0], [4, 0, 0], [2, 4, 8]]);
  assert.deepEqual(move(board, "right").board, [[0, 0, 4], [0, 0, 4], [2, 4, 8]]);
  assert.deepEqual(move(board, "up").board, [[4, 8, 2], [0, 0, 8], [0, 0, 0]]);
  assert.deepEqual(move(board, "down").board, [[0, 0, 0], [0, 0, 2], [4, 8, 8]]);
});

test("a column is no other than a row", () => {
  assert.deepEqual(move([[4, 0, 0], [2, 0, 0], [2, 0, 0]], "down").board, [[0, 0, 0], [4, 0, 0], [4, 0, 0]]);
  assert.deepEqual(move([[2, 0, 0], [2, 0, 0], [4, 0, 0]], "up").board, [[4, 0, 0], [4, 0, 0], [0, 0, 0]]);
});

test("says what was gained and whether something moved", () => {
  assert.equal(move(board, "up").gained, 12);
  assert.equal(move([[2, 0], [4, 0]], "left").moved, false);
  assert.equal(move([[2, 0], [4, 0]], "right").moved, true);
  assert.throws(() => move(board, "north"), RangeError);
});

test("the moves that are left", () => {
  assert.deepEqual(movesOf([[2, 0], [4, 0]]), ["right"]);
  assert.deepEqual(movesOf([[2, 4], [2, 8]]), ["up", "down"]);
  assert.deepEqual(movesOf([[2, 4], [4, 2]]), []);
});

test("fields and tiles", () => {
  assert.deepEqual(emptyFields([[2, 0], [0, 2]]), [{ x: 1, y: 0 }, { x: 0, y: 1 }]);
  assert.deepEqual(put([[0, 0], [0, 0]], { x: 1, y: 0 }, 2), [[0, 2], [0, 0]]);
});

test("a game begins with two tiles and adds one after each move", () => {
  const game = new Game({ size: 2, random: () => 0 });
  assert.deepEqual(game.board, [[4, 4], [0, 0]]);
  assert.equal(game.play("left"), true);
  assert.deepEqual(game.board, [[8, 4], [0, 0]]);
  assert.equal(game.score, 8);
  assert.equal(game.play("up"), false);
});

test("a game is won and over", () => {
  const game = new Game({ board: [[8, 8], [4, 2]], target: 16, random: () => 0.5 });
  game.play("left");
  assert.equal(game.won, true);
  assert.deepEqual(game.board, [[16, 2], [4, 2]]);
  assert.equal(game.over, false);
  assert.equal(new Game({ board: [[2, 4], [4, 2]] }).over, true);
});
