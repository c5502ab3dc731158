import assert from "node:assert/strict";
import { test } from "node:test";
import { area, intersection, isEmpty, subtract } from "../lib/rect.js";
import { coveredArea, visibleParts, visibleShare, windowAt } from "../lib/windows.js";

let seed = 4711;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const rect = (x, y, width, height) => ({ x, y, width, height });
const anyRect = () => rect(next(14) - 7, next(14) - 7, next(9), next(9));
const covers = (r, x, y) => x >= r.x && x < r.x + r.width && y >= r.y && y < r.y + r.height;
function pixels(test) {
  const found = [];
  for (let x = -8; x < 20; x++) for (let y = -8; y < 20; y++) if (test(x, y)) found.push(`${x}/${y}`);
  return found;
}
/** The pixels of pieces, each as often as pieces cover it. */
const pixelsOf = (pieces) => pieces.flatMap((piece) => pixels((x, y) => covers(piece, x, y))).toSorted();

test("intersection agrees with pixels", () => {
  for (let i = 0; i < 400; i++) {
    const [a, b] = [anyRect(), anyRect()];
    const both = intersection(a, b);
    const expected = pixels((x, y) => covers(a, x, y) && covers(b, x, y));
    assert.deepEqual(both === undefined ? [] : pixels((x, y) => covers(both, x, y)), expected);
    if (both !== undefined) assert.equal(isEmpty(both), false);
    assert.equal(area(a), pixels((x, y) => covers(a, x, y)).length);
  }
});
test("subtract leaves each pixel once and gives no empty piece", () => {
  for (let i = 0; i < 400; i++) {
    const [a, b] = [anyRect(), anyRect()];
    const [first, second] = [{ ...a }, { ...b }];
    const pieces = subtract(a, b);
    assert.deepEqual([a, b], [first, second]);
    assert.ok(pieces.length <= 4);
    assert.ok(pieces.every((piece) => !isEmpty(piece)));
    assert.deepEqual(pixelsOf(pieces), pixels((x, y) => covers(a, x, y) && !covers(b, x, y)).toSorted());
  }
});
test("above and below come first and have the whole width", () => {
  assert.deepEqual(subtract(rect(-5, -5, 10, 10), rect(-2, -1, 3, 2)), [
    rect(-5, -5, 10, 4),
    rect(-5, 1, 10, 4),
    rect(-5, -1, 3, 2),
    rect(1, -1, 4, 2),
  ]);
  assert.deepEqual(subtract(rect(10, 10, 6, 6), rect(12, 12, 9, 9)), [rect(10, 10, 6, 2), rect(10, 12, 2, 4)]);
});
test("piles of windows agree with pixels", () => {
  for (let i = 0; i < 120; i++) {
    const windows = Array.from({ length: next(6) }, anyRect);
    const seen = windows.map((window, at) =>
      pixels((x, y) => covers(window, x, y) && !windows.slice(0, at).some((other) => covers(other, x, y))),
    );
    const parts = visibleParts(windows);
    assert.deepEqual(parts.map(pixelsOf), seen.map((list) => list.toSorted()));
    assert.equal(coveredArea(windows), seen.flat().length);
    const last = windows.at(-1);
    if (last === undefined) continue;
    const share = visibleShare(last, windows.slice(0, -1));
    assert.equal(share, area(last) === 0 ? 0 : seen.at(-1).length / area(last));
  }
});
test("a click meets the first that covers its pixel", () => {
  for (let i = 0; i < 200; i++) {
    const windows = Array.from({ length: 4 }, anyRect);
    const [x, y] = [next(20) - 8, next(20) - 8];
    assert.equal(windowAt(windows, x, y), windows.find((window) => covers(window, x, y)));
  }
});
