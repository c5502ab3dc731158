import assert from "node:assert/strict";
import { test } from "node:test";
import { createHall } from "../lib/seats.js";

test("books from the left", () => {
  const hall = createHall(2, 4);
  assert.deepEqual(hall.book(2), { row: 1, seats: [1, 2] });
  assert.equal(hall.left(), 6);
});
test("goes to the next row", () => {
  const hall = createHall(2, 3);
  hall.book(2);
  assert.deepEqual(hall.book(2), { row: 2, seats: [1, 2] });
});
test("a block has no taken seat in it", () => {
  const hall = createHall(2, 3);
  hall.book(3);
  hall.free(1, 1);
  hall.free(1, 3);
  assert.deepEqual(hall.book(2), { row: 2, seats: [1, 2] });
});
test("full", () => {
  const hall = createHall(1, 1);
  hall.book(1);
  assert.equal(hall.book(1), undefined);
});
