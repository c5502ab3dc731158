import test from "node:test";
import assert from "node:assert/strict";
import { Lockers } from "../src/lockers.js";

test("what opens is what counts as good", () => {
  const lockers = new Lockers();
  for (let n = 0; n < 10; n += 1) lockers.issue(n, `c${n}`, n * 10);
  for (const now of [0, 5, 10, 55, 90, 91]) {
    const opening = Array.from({ length: 10 }, (_, n) => lockers.open(`c${n}`, now)).filter((one) => one !== null);
    assert.equal(opening.length, lockers.good(now));
  }
});
test("locker 0 is a locker", () => {
  const lockers = new Lockers();
  lockers.issue(0, "a", 5);
  assert.equal(lockers.open("a", 1), 0);
});
