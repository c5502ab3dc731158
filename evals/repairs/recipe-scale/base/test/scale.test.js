import test from "node:test";
import assert from "node:assert/strict";
import { printLine } from "../src/print.js";
import { scale } from "../src/scale.js";

const pancakes = {
  servings: 2,
  lines: [
    { amount: 1, unit: "cup", name: "milk" },
    { amount: 2, name: "eggs" },
    { amount: 3, unit: "tsp", name: "sugar" },
  ],
};
const lines = (servings) => scale(pancakes, servings).lines.map(printLine);

test("twice as much of whole things", () => assert.equal(lines(4)[1], "4 eggs"));
test("cups stay cups", () => assert.equal(lines(4)[0], "2 cup milk"));
test("teaspoons become tablespoons", () => assert.equal(lines(4)[2], "2 tbsp sugar"));
