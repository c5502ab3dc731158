/**
 * A board is a text of nine signs, row by row: `x`, `o` and `.`; x begins. `stateOf` gives `x` or `o` when that one has three in a row, a column or
 * a diagonal, `draw` when the board is full without that, `open` otherwise. A text that is no board, or that play cannot lead to
 * because one has moved too often, is a RangeError.
 */
export function stateOf(board) {
  if (!/^[xo.]{9}$/.test(board)) throw new RangeError(`not a board: ${board}`);
  const lead = count(board, "x") - count(board, "o");
  if (lead !== 0 && lead !== 1) throw new RangeError("one has moved too often");
  for (const [a, b, c] of lines) if (board[a] !== "." && board[a] === board[b] && board[b] === board[c]) return board[a];
  return board.includes(".") ? "open" : "draw";
}

const lines = [
  [0, 1, 2],
  [3, 4, 5],
  [6, 7, 8],
  [0, 3, 6],
  [1, 4, 7],
  [2, 5, 8],
  [0, 4, 8],
];

const count = (board, sign) => [...board].filter((one) => one === sign).length;

/** Whose move it is; undefined when the game is over. */
export function turnOf(board) {
  if (stateOf(board) !== "open") return undefined;
  return count(board, "x") === count(board, "o") ? "x" : "o";
}

/** The places (0 to 8) that win at once for the one whose move it is. */
export function winning(board) {
  const sign = turnOf(board);
  if (sign === undefined) return [];
  return [...board].flatMap((at, i) => (at === "." && stateOf(board.slice(0, i) + sign + board.slice(i + 1)) === sign ? [i] : []));
}
