import test from "node:test";
import assert from "node:assert/strict";
import { ChessClock } from "../src/clock.js";

test("a whole game", () => {
  const clock = new ChessClock(30, 2);
  for (const now of [3, 9, 10]) assert.equal(clock.press(now), undefined);
  assert.deepEqual([clock.left("white"), clock.left("black")], [30 - 3 - 1 + 4, 30 - 6 + 2]);
});
test("there is no increment for who has lost", () => {
  const clock = new ChessClock(5, 2);
  assert.equal(clock.press(9), "white");
  assert.equal(clock.left("white"), -4);
});
