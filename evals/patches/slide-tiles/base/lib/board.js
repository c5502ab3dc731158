/** Boards: lists of rows of numbers, with 0 for an empty field. None of these functions changes the board that it is given. */

export const directions = ["left", "right", "up", "down"];

/** An empty board. */
export function empty(size) {
  return Array.from({ length: size }, () => Array(size).fill(0));
}

/** Slides the tiles of one row to its beginning. Gives the row after it, of the same length, and the sum of the tiles that were made. */
export function slideRow(row) {
  const tiles = [];
  let gained = 0;
  for (const tile of row) {
    if (tile === 0) continue;
    if (tiles.at(-1) === tile) {
      tiles[tiles.length - 1] = 2 * tile;
      gained += 2 * tile;
    } else {
      tiles.push(tile);
    }
  }
  return { row: [...tiles, ...Array(row.length - tiles.length).fill(0)], gained };
}

/** The board after a move, what was gained by it, and whether it changed anything. */
export function move(board, direction) {
  if (!directions.includes(direction)) throw new RangeError(`there is no direction ${direction}`);
  const slid = turned(board, direction).map(slideRow);
  const after = turned(slid.map(({ row }) => row), direction, true);
  const gained = slid.reduce((sum, { gained: own }) => sum + own, 0);
  const moved = after.some((row, y) => row.some((tile, x) => tile !== board[y][x]));
  return { board: after, gained, moved };
}

/** The directions in which something would move. */
export function movesOf(board) {
  return directions.filter((direction) => move(board, direction).moved);
}

/** The empty fields as `{ x, y }`, row by row. */
export function emptyFields(board) {
  return board.flatMap((row, y) => row.flatMap((tile, x) => (tile === 0 ? [{ x, y }] : [])));
}

/** The board with a tile on a field. */
export function put(board, { x, y }, tile) {
  return board.map((row, at) => (at === y ? row.with(x, tile) : row));
}

/** The board turned so that tiles which go in a direction go left, or turned back again. */
function turned(board, direction, back = false) {
  if (direction === "left") return board;
  if (direction === "right") return board.map((row) => row.toReversed());
  if (direction === "up") return transposed(board);
  return back ? transposed(board.map((row) => row.toReversed())) : transposed(board).map((row) => row.toReversed());
}

function transposed(board) {
  return board.map((_, x) => board.map((row) => row[x]));
}
