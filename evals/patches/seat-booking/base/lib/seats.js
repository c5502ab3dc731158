/**
 * Rows of seats, numbered from 1. `book` gives the first free block of `count` neighbouring seats: in the front row that has one,
 * as far to the left as can be; it is taken then. `{ row, seats }`, or undefined when there is none. A count below 1 is a RangeError.
 */
export function createHall(rows, perRow) {
  const taken = Array.from({ length: rows }, () => Array.from({ length: perRow }, () => false));
  return {
    book(count) {
      if (!Number.isInteger(count) || count < 1) throw new RangeError(`not a count: ${count}`);
      for (const [row, seats] of taken.entries()) {
        const from = findBlock(seats, count);
        if (from === -1) continue;
        seats.fill(true, from, from + count);
        return { row: row + 1, seats: Array.from({ length: count }, (_, i) => from + i + 1) };
      }
      return undefined;
    },
    /** Frees a seat; false when it was not taken. */
    free(row, seat) {
      if (taken[row - 1]?.[seat - 1] !== true) return false;
      taken[row - 1][seat - 1] = false;
      return true;
    },
    left: () => taken.flat().filter((is) => !is).length,
  };
}

function findBlock(seats, count) {
  let length = 0;
  for (let i = 0; i < seats.length; i++) {
    if (!seats[i]) length += 1;
    if (length === count) return i - count + 1;
  }
  return -1;
}
