import test from "node:test";
import assert from "node:assert/strict";
import { ChessClock } from "../src/clock.js";

test("time runs for the one whose turn it is", () => {
  const clock = new ChessClock(60);
  clock.press(10);
  clock.press(15);
  assert.deepEqual([clock.left("white"), clock.left("black"), clock.turn], [50, 55, "white"]);
});
test("the increment is for who has moved", () => {
  const clock = new ChessClock(60, 3);
  clock.press(10);
  assert.deepEqual([clock.left("white"), clock.left("black")], [53, 60]);
});
test("whoever has no time left has lost", () => assert.equal(new ChessClock(5, 2).press(5), "white"));
