import assert from "node:assert/strict";
import { test } from "node:test";
import { Game } from "../lib/game.js";

let seed = 64;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;

/** The same game on a grid of objects, opened by recursion. */
function plainGame(width, height, mines) {
  const grid = Array.from({ length: height }, () => Array.from({ length: width }, () => ({ mine: false, open: false, flag: false })));
  for (const [x, y] of mines) grid[y][x].mine = true;
  const all = () => grid.flat();
  const near = (x, y) => {
    const found = [];
    for (let b = y - 1; b <= y + 1; b++) for (let a = x - 1; a <= x + 1; a++) if ((a !== x || b !== y) && grid[b]?.[a]) found.push([a, b]);
    return found;
  };
  const number = (x, y) => near(x, y).filter(([a, b]) => grid[b][a].mine).length;
  const over = () => all().some((cell) => cell.mine && cell.open) || all().every((cell) => cell.mine || cell.open);
  const spread = (x, y) => {
    const cell = grid[y][x];
    if (cell.open || cell.flag) return 0;
    cell.open = true;
    return 1 + (number(x, y) === 0 ? near(x, y).reduce((sum, [a, b]) => sum + spread(a, b), 0) : 0);
  };
  return {
    state: () => (all().some((cell) => cell.mine && cell.open) ? "lost" : over() ? "won" : "playing"),
    minesLeft: () => all().filter((cell) => cell.mine).length - all().filter((cell) => cell.flag).length,
    open(x, y) {
      const cell = grid[y]?.[x];
      if (over() || cell === undefined || cell.open || cell.flag) return 0;
      if (!cell.mine) return spread(x, y);
      cell.open = true;
      return 1;
    },
    toggleFlag(x, y) {
      const cell = grid[y]?.[x];
      if (over() || cell === undefined || cell.open) return false;
      return (cell.flag = !cell.flag);
    },
    text: () =>
      grid
        .map((row, y) => row.map((cell, x) => (cell.flag ? "F" : !cell.open ? "." : cell.mine ? "*" : number(x, y) === 0 ? " " : number(x, y))).join(""))
        .join("\n"),
  };
}
test("agrees with a plain game, move by move", () => {
  for (let round = 0; round < 300; round++) {
    const [width, height] = [1 + next(7), 1 + next(6)];
    const mines = Array.from({ length: next(1 + (width * height) / 4) }, () => [next(width), next(height)]);
    const game = new Game(width, height, mines);
    const plain = plainGame(width, height, mines);
    const flagging = 1 + next(5);
    for (let i = 0; i < 40; i++) {
      const [x, y] = [next(width + 2) - 1, next(height + 2) - 1];
      if (next(6) < flagging) assert.equal(game.toggleFlag(x, y), plain.toggleFlag(x, y));
      else {
        // Mostly where there is no mine, so that games last.
        if (mines.some(([a, b]) => a === x && b === y) && next(10) > 0) continue;
        assert.equal(game.open(x, y), plain.open(x, y));
      }
      assert.equal(game.toString(), plain.text());
      assert.equal(game.state, plain.state());
      assert.equal(game.minesLeft, plain.minesLeft());
    }
  }
});
test("a cell that had a flag opens when the flag is gone", () => {
  const game = new Game(3, 3, []);
  game.toggleFlag(1, 1);
  game.open(0, 0);
  game.toggleFlag(1, 1);
  assert.equal(game.toString().split("\n")[1], " . ");
  assert.equal(game.open(1, 1), 1);
  assert.equal(game.state, "won");
});
test("behind a flag that is gone the rest opens", () => {
  const game = new Game(6, 1, []);
  game.toggleFlag(2, 0);
  assert.equal(game.open(0, 0), 2);
  game.toggleFlag(2, 0);
  assert.equal(game.open(2, 0), 4);
  assert.equal(game.state, "won");
});
test("flags on the last mines do not win, and flags on safe cells keep from it", () => {
  const game = new Game(4, 1, [[0, 0]]);
  game.toggleFlag(0, 0);
  assert.equal(game.state, "playing");
  game.toggleFlag(3, 0);
  assert.equal(game.open(2, 0), 2);
  assert.equal(game.state, "playing");
  assert.equal(game.minesLeft, -1);
});
test("large fields open at once", () => {
  const game = new Game(300, 300, []);
  assert.equal(game.open(150, 150), 90_000);
  assert.equal(game.state, "won");
});
test("a field full of mines is won from the beginning", () => {
  assert.equal(new Game(1, 1, [[0, 0], [0, 0]]).state, "won");
});
