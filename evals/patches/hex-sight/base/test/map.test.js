import assert from "node:assert/strict";
import { test } from "node:test";
import { distance, line, neighbours } from "../lib/hex.js";
import { HexMap } from "../lib/map.js";

const at = (text) => {
  const [column, row] = text.split(",").map(Number);
  return { column, row };
};
const textOf = (hexes) => hexes.map(({ column, row }) => `${column},${row}`).join(" ");
const lineOf = (from, to) => textOf(line(at(from), at(to)));

const island = new HexMap(`
 .  .  ^  .
   .  #  .  .
 .  .  .  ~
`);

test("neighbours of even and odd rows", () => {
  assert.equal(textOf(neighbours(at("2,2"))), "3,2 2,3 1,3 1,2 1,1 2,1");
  assert.equal(textOf(neighbours(at("2,1"))), "3,1 3,2 2,2 1,1 2,0 3,0");
});

test("distances are counted in steps", () => {
  assert.equal(distance(at("0,0"), at("4,0")), 4);
  assert.equal(distance(at("0,0"), at("0,4")), 4);
  assert.equal(distance(at("3,4"), at("0,1")), 4);
  assert.equal(distance(at("1,1"), at("1,1")), 0);
});

test("lines along the rows and across them", () => {
  assert.equal(lineOf("0,0", "3,0"), "0,0 1,0 2,0 3,0");
  assert.equal(lineOf("0,0", "1,3"), "0,0 0,1 1,2 1,3");
  assert.equal(lineOf("2,0", "0,3"), "2,0 1,1 1,2 0,3");
  assert.equal(lineOf("1,1", "1,1"), "1,1");
});

test("lines have the hexes that their knots are in", () => {
  assert.equal(lineOf("0,0", "2,1"), "0,0 1,0 1,1 2,1");
  assert.equal(lineOf("1,0", "3,4"), "1,0 1,1 2,2 2,3 3,4");
});

test("a knot on an edge belongs to the upper hex", () => {
  assert.equal(lineOf("0,0", "1,1"), "0,0 1,0 1,1");
  assert.equal(lineOf("0,0", "3,2"), "0,0 1,0 1,1 2,1 3,2");
});

test("each hex of a line is a neighbour of the one before", () => {
  const hexes = line(at("1,2"), at("7,6"));
  assert.equal(hexes.length, 9);
  for (let i = 1; i < hexes.length; i++) assert.equal(distance(hexes[i - 1], hexes[i]), 1);
});

test("grounds", () => {
  assert.deepEqual(island.ground(at("3,2")), { cost: 2, clear: true });
  assert.equal(island.ground(at("4,0")), undefined);
  assert.equal(island.ground(at("0,-1")), undefined);
  assert.throws(() => new HexMap(". x"), SyntaxError);
});

test("rock and wood are in the way of sight", () => {
  assert.equal(island.sees(at("0,1"), at("2,1")), false);
  assert.equal(island.sees(at("0,0"), at("3,0")), false);
  assert.equal(island.sees(at("0,0"), at("2,0")), true);
  assert.equal(island.sees(at("1,2"), at("1,2")), true);
  assert.equal(island.sees(at("0,0"), at("9,9")), false);
});

test("sight goes along the upper side", () => {
  const map = new HexMap(`
    .  #
      .  .
  `);
  assert.equal(map.sees(at("0,0"), at("1,1")), false);
});

test("all that is seen", () => {
  const map = new HexMap(`
    .  .  .
      ^  .  .
  `);
  assert.equal(textOf(map.seenFrom(at("0,0"))), "1,0 2,0 0,1 1,1 2,1");
  assert.equal(textOf(new HexMap(". # .").seenFrom(at("0,0"))), "1,0");
});

test("the cheapest way", () => {
  assert.equal(island.cost(at("0,0"), at("3,0")), 4);
  assert.equal(island.cost(at("0,2"), at("3,2")), 4);
  assert.equal(island.cost(at("0,0"), at("0,0")), 0);
  assert.equal(island.cost(at("0,0"), at("1,1")), Infinity);
});
