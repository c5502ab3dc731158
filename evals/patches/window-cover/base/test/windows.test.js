import assert from "node:assert/strict";
import { test } from "node:test";
import { area, intersection, subtract } from "../lib/rect.js";
import { coveredArea, visibleParts, visibleShare, windowAt } from "../lib/windows.js";

const rect = (x, y, width, height) => ({ x, y, width, height });

test("the area of an empty rectangle is nothing", () => {
  assert.equal(area(rect(3, 3, 4, 5)), 20);
  assert.equal(area(rect(3, 3, 4, 0)), 0);
});
test("what two rectangles share", () => {
  assert.deepEqual(intersection(rect(0, 0, 10, 10), rect(6, 4, 10, 3)), rect(6, 4, 4, 3));
});
test("rectangles that only touch share nothing", () => {
  assert.equal(intersection(rect(0, 0, 5, 5), rect(5, 0, 5, 5)), undefined);
});
test("nothing is left below a larger one", () => {
  assert.deepEqual(subtract(rect(2, 2, 3, 3), rect(0, 0, 10, 10)), []);
});
test("all is left beside one that does not meet it", () => {
  assert.deepEqual(subtract(rect(0, 0, 4, 4), rect(9, 9, 4, 4)), [rect(0, 0, 4, 4)]);
});
test("below a bar at the left the right side is left", () => {
  assert.deepEqual(subtract(rect(0, 0, 10, 6), rect(0, 0, 3, 6)), [rect(3, 0, 7, 6)]);
});
test("of a window behind another only its edges are seen", () => {
  const [front, back] = visibleParts([rect(2, 2, 4, 4), rect(0, 0, 10, 10)]);
  assert.deepEqual(front, [rect(2, 2, 4, 4)]);
  assert.deepEqual(back, [rect(0, 0, 10, 2), rect(0, 6, 10, 4), rect(0, 2, 2, 4), rect(6, 2, 4, 4)]);
});
test("a pixel under two windows counts once", () => {
  assert.equal(coveredArea([rect(4, 0, 4, 10), rect(0, 0, 10, 10)]), 100);
  assert.equal(coveredArea([rect(0, 0, 5, 5), rect(5, 5, 5, 5)]), 50);
});
test("the share that is seen", () => {
  assert.equal(visibleShare(rect(0, 0, 10, 10), [rect(0, 0, 10, 5)]), 0.5);
  assert.equal(visibleShare(rect(0, 0, 0, 10), []), 0);
});
test("a click meets the foremost window", () => {
  const windows = [rect(0, 0, 5, 5), rect(0, 0, 9, 9)];
  assert.equal(windowAt(windows, 4, 4), windows[0]);
  assert.equal(windowAt(windows, 5, 4), windows[1]);
  assert.equal(windowAt(windows, 9, 9), undefined);
});
