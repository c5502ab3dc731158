import test from "node:test";
import assert from "node:assert/strict";
import { overlaps } from "../src/span.ts";

test("overlapping is having a minute in common", () => {
  for (let a = 0; a < 5; a += 1)
    for (let b = a + 1; b < 6; b += 1)
      for (let c = 0; c < 5; c += 1)
        for (let d = c + 1; d < 6; d += 1) {
          let common = false;
          for (let minute = 0; minute < 6; minute += 1) common ||= minute >= a && minute < b && minute >= c && minute < d;
          assert.equal(overlaps({ from: a, to: b }, { from: c, to: d }), common, `${a}-${b} ${c}-${d}`);
        }
});
