import test from "node:test";
import assert from "node:assert/strict";
import { fromMillilitres, toMillilitres } from "../src/units.js";

test("three teaspoons are a tablespoon and sixteen of those a cup", () => {
  assert.equal(toMillilitres(3, "tsp"), toMillilitres(1, "tbsp"));
  assert.equal(toMillilitres(16, "tbsp"), toMillilitres(1, "cup"));
});
test("the largest unit is taken", () => {
  assert.deepEqual(fromMillilitres(4), { amount: 4, unit: "ml" });
  assert.deepEqual(fromMillilitres(14), { amount: 2.8, unit: "tsp" });
  assert.deepEqual(fromMillilitres(480), { amount: 2, unit: "cup" });
});
