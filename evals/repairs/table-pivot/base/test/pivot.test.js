import test from "node:test";
import assert from "node:assert/strict";
import { columnsOf, pivot, render } from "../src/pivot.js";

const sales = [
  { shop: "north", month: "jan", sum: 3 },
  { shop: "south", month: "jan", sum: 4 },
  { shop: "north", month: "feb", sum: 5 },
  { shop: "north", month: "jan", sum: 1 },
];
const by = { row: "shop", column: "month", value: "sum" };
test("nothing gives nothing", () => assert.deepEqual(pivot([], by), {}));
test("sums by row and column", () => assert.deepEqual(pivot(sales, by), { north: { jan: 4, feb: 5 }, south: { jan: 4 } }));
test("the other way round", () => assert.deepEqual(Object.keys(pivot(sales, { ...by, row: "month", column: "shop" })), ["jan", "feb"]));
test("columns are in order", () => assert.deepEqual(columnsOf({ a: { y: 1 }, b: { x: 1 } }), ["x", "y"]));
test("absent cells", () => assert.deepEqual(render({ a: { y: 1 }, b: { x: 2 } }), ["a\t0\t1", "b\t2\t0"]));
