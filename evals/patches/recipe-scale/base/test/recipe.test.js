import assert from "node:assert/strict";
import { test } from "node:test";
import { formatLine, parseLine } from "../lib/line.js";
import { scale, shoppingList } from "../lib/recipe.js";

const pancakes = { serves: 4, lines: ["1 1/2 cups milk", "2 eggs", "1 tsp salt"] };
const bread = { serves: 2, lines: ["500 g flour", "2 tsp salt", "1/2 cup milk"] };

test("reads a quantity, a unit and a name", () => {
  assert.deepEqual(parseLine("1 1/2 cups brown sugar"), { quantity: { n: 3, d: 2 }, unit: "cup", name: "brown sugar" });
});
test("reads a line without a unit", () => {
  assert.deepEqual(parseLine("2 eggs"), { quantity: { n: 2, d: 1 }, unit: "", name: "eggs" });
});
test("refuses a line without a quantity or a name", () => {
  assert.throws(() => parseLine("some salt"), SyntaxError);
  assert.throws(() => parseLine("2 tsp"), SyntaxError);
});
test("writes whole and mixed quantities", () => {
  assert.equal(formatLine(parseLine("6/4 cup milk")), "1 1/2 cups milk");
  assert.equal(formatLine(parseLine("4/2 eggs")), "2 eggs");
  assert.equal(formatLine(parseLine("3/4 cup rice")), "3/4 cup rice");
});
test("scales up and down", () => {
  assert.deepEqual(scale(pancakes, 2).lines, ["3/4 cup milk", "1 eggs", "1/2 tsp salt"]);
  assert.deepEqual(scale(pancakes, 8), { serves: 8, lines: ["3 cups milk", "4 eggs", "2 tsp salt"] });
});
test("a shopping list adds up what is the same", () => {
  assert.deepEqual(shoppingList([pancakes, bread]), ["2 cups milk", "2 eggs", "3 tsp salt", "500 g flour"]);
});
test("the same thing in another unit has a line of its own", () => {
  const sauce = { serves: 1, lines: ["2 tbsp milk"] };
  assert.deepEqual(shoppingList([pancakes, sauce]), ["1 1/2 cups milk", "2 eggs", "1 tsp salt", "2 tbsp milk"]);
});
test("a shopping list of nothing is empty", () => assert.deepEqual(shoppingList([]), []));
