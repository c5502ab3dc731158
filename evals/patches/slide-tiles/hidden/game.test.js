import assert from "node:assert/strict";
import { test } from "node:test";
import { directions, emptyFields, move, movesOf, slideRow } from "../lib/board.js";
import { Game } from "../lib/game.js";

let seed = 2048;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;

/** Moves one tile by one field at a time on a copy, each with a mark when it was made in this move. */
function plain(board, direction) {
  const size = board.length;
  const [dx, dy] = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }[direction];
  const now = board.map((row) => row.map((number) => ({ number, made: false })));
  const order = [...Array(size).keys()];
  let gained = 0;
  let moved = false;
  for (const y of dy > 0 ? order.toReversed() : order)
    for (const x of dx > 0 ? order.toReversed() : order) {
      let [cx, cy] = [x, y];
      if (now[y][x].number === 0) continue;
      for (;;) {
        const [nx, ny] = [cx + dx, cy + dy];
        const target = now[ny]?.[nx];
        if (target === undefined) break;
        const tile = now[cy][cx];
        if (target.number === 0) {
          now[ny][nx] = tile;
          now[cy][cx] = { number: 0, made: false };
        } else if (target.number === tile.number && !target.made && !tile.made) {
          now[ny][nx] = { number: 2 * tile.number, made: true };
          now[cy][cx] = { number: 0, made: false };
          gained += 2 * tile.number;
          moved = true;
          break;
        } else break;
        moved = true;
        [cx, cy] = [nx, ny];
      }
    }
  return { board: now.map((row) => row.map(({ number }) => number)), gained, moved };
}
const anyBoard = (size) => Array.from({ length: size }, () => Array.from({ length: size }, () => [0, 0, 2, 2, 4, 4, 8, 16][next(8)]));

test("agrees with tiles that go one field at a time", () => {
  for (let i = 0; i < 2500; i++) {
    const board = anyBoard(1 + next(5));
    const copy = board.map((row) => [...row]);
    for (const direction of directions) assert.deepEqual(move(board, direction), plain(board, direction), JSON.stringify([board, direction]));
    assert.deepEqual(movesOf(board), directions.filter((direction) => plain(board, direction).moved));
    assert.deepEqual(board, copy);
  }
});
test("rows of all lengths", () => {
  assert.deepEqual(slideRow([]), { row: [], gained: 0 });
  for (let i = 0; i < 3000; i++) {
    const row = Array.from({ length: 1 + next(8) }, () => [0, 2, 2, 4, 8][next(5)]);
    const board = row.map((_, y) => (y === 0 ? row : row.map(() => 0)));
    const copy = [...row];
    const expected = plain(board, "left");
    assert.deepEqual(slideRow(row), { row: expected.board[0], gained: expected.gained }, row.join());
    assert.deepEqual(row, copy);
  }
});
test("games keep their books", () => {
  for (let round = 0; round < 150; round++) {
    const size = 2 + next(3);
    const target = [8, 16, 32][next(3)];
    const drawn = [];
    const game = new Game({ size, target, random: () => (drawn.push(next(1000) / 1000), drawn.at(-1)) });
    let board = Array.from({ length: size }, () => Array(size).fill(0));
    let [score, won] = [0, false];
    const add = () => {
      const [which, kind] = drawn.splice(0, 2);
      const fields = [];
      for (let at = 0; at < size * size; at++) if (board[Math.floor(at / size)][at % size] === 0) fields.push(at);
      const at = fields[Math.floor(which * fields.length)];
      board[Math.floor(at / size)][at % size] = kind < 0.1 ? 4 : 2;
    };
    add();
    add();
    assert.deepEqual(game.board, board);
    for (let i = 0; i < 40; i++) {
      const direction = directions[next(4)];
      const expected = plain(board, direction);
      assert.equal(game.play(direction), expected.moved);
      if (expected.moved) {
        board = expected.board;
        score += expected.gained;
        won ||= board.flat().includes(target);
        add();
      }
      assert.deepEqual(drawn, []);
      assert.deepEqual(game.board, board);
      assert.equal(game.score, score);
      assert.equal(game.won, won);
      assert.equal(game.over, directions.every((one) => !plain(board, one).moved));
    }
  }
});
test("a game that is won can be played on", () => {
  const game = new Game({ board: [[4, 4], [0, 0]], target: 8, random: () => 0.99 });
  game.play("left");
  game.play("right");
  assert.equal(game.won, true);
  game.board[0][0] = 99;
  assert.ok(!game.board.flat().includes(99));
});
test("a board that is given stays as it is", () => {
  const board = [[2, 2], [0, 0]];
  new Game({ board, random: () => 0.2 }).play("left");
  assert.deepEqual(board, [[2, 2], [0, 0]]);
  assert.deepEqual(emptyFields(board), [{ x: 0, y: 1 }, { x: 1, y: 1 }]);
});
