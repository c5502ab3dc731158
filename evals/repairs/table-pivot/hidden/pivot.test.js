import test from "node:test";
import assert from "node:assert/strict";
import { pivot } from "../src/pivot.js";

test("turning rows and columns turns the table", () => {
  const records = Array.from({ length: 40 }, (_, n) => ({ a: `a${n % 3}`, b: `b${n % 4}`, n }));
  const one = pivot(records, { row: "a", column: "b", value: "n" });
  const other = pivot(records, { row: "b", column: "a", value: "n" });
  for (const [row, cells] of Object.entries(one)) for (const [column, sum] of Object.entries(cells)) assert.equal(other[column][row], sum);
  assert.equal(Object.keys(one).length, 3);
});
