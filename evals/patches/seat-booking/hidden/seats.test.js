import assert from "node:assert/strict";
import { test } from "node:test";
import { createHall } from "../lib/seats.js";

let seed = 21;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
test("agrees with trying every block", () => {
  for (let round = 0; round < 40; round++) {
    const [rows, perRow] = [1 + next(4), 1 + next(8)];
    const hall = createHall(rows, perRow);
    const free = new Set();
    for (let r = 1; r <= rows; r++) for (let s = 1; s <= perRow; s++) free.add(`${r}/${s}`);
    const block = (count) => {
      for (let r = 1; r <= rows; r++)
        for (let s = 1; s + count - 1 <= perRow; s++) {
          const seats = Array.from({ length: count }, (_, i) => s + i);
          if (seats.every((one) => free.has(`${r}/${one}`))) return { row: r, seats };
        }
      return undefined;
    };
    for (let i = 0; i < 60; i++) {
      if (next(2) === 0) {
        const [r, s] = [1 + next(rows), 1 + next(perRow)];
        assert.equal(hall.free(r, s), !free.has(`${r}/${s}`));
        free.add(`${r}/${s}`);
      } else {
        const count = 1 + next(4);
        const expected = block(count);
        assert.deepEqual(hall.book(count), expected);
        for (const s of expected?.seats ?? []) free.delete(`${expected.row}/${s}`);
      }
      assert.equal(hall.left(), free.size);
    }
  }
});
test("gaps of several sizes", () => {
  const hall = createHall(1, 9);
  hall.book(9);
  for (const seat of [1, 3, 4, 6, 7, 8]) hall.free(1, seat);
  assert.deepEqual(hall.book(3), { row: 1, seats: [6, 7, 8] });
  assert.deepEqual(hall.book(2), { row: 1, seats: [3, 4] });
  assert.deepEqual(hall.book(1), { row: 1, seats: [1] });
  assert.equal(hall.book(1), undefined);
});
test("refusals", () => {
  for (const bad of [0, -1, 1.5]) assert.throws(() => createHall(1, 5).book(bad), RangeError);
  assert.equal(createHall(1, 1).free(1, 1), false);
  assert.equal(createHall(1, 1).free(5, 1), false);
  assert.equal(createHall(1, 2).book(3), undefined);
});
