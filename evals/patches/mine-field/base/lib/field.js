/** Fields of cells with mines. A cell has a number: its row times the width, plus its column. */

/** A field; mines outside of it are a RangeError. `mines` are `[column, row]`, and a mine that is given twice is one. */
export function createField(width, height, mines) {
  const mined = new Set();
  for (const [x, y] of mines) {
    if (!isInside({ width, height }, x, y)) throw new RangeError(`outside: ${x}, ${y}`);
    mined.add(y * width + x);
  }
  return { width, height, mined };
}

export function isInside({ width, height }, x, y) {
  return Number.isInteger(x) && Number.isInteger(y) && x >= 0 && y >= 0 && x < width && y < height;
}

/** The numbers of the cells around a cell, at most eight. */
export function around(field, cell) {
  const [x, y] = [cell % field.width, Math.floor(cell / field.width)];
  const cells = [];
  for (const dy of [-1, 0, 1]) {
    for (const dx of [-1, 0, 1]) {
      if ((dx !== 0 || dy !== 0) && isInside(field, x + dx, y + dy)) cells.push(cell + dy * field.width + dx);
    }
  }
  return cells;
}

/** How many of the cells around a cell are mined. */
export function minesAround(field, cell) {
  return around(field, cell).filter((other) => field.mined.has(other)).length;
}
