import assert from "node:assert/strict";
import { test } from "node:test";
import { distance, line, neighbours } from "../lib/hex.js";
import { HexMap } from "../lib/map.js";

let seed = 606;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const pick = (list) => list[next(list.length)];
const textOf = ({ column, row }) => `${column},${row}`;
const textsOf = (hexes) => hexes.map(textOf).join(" ");
const anyHex = (size) => ({ column: next(2 * size + 1) - size, row: next(2 * size + 1) - size });

/** Middles in units of which a hex is 2 wide and its rows are 1 apart; what is up and down counts three times in squares of distances. */
const middle = ({ column, row }) => ({ x: 2 * column + (row % 2 === 0 ? 0 : 1), y: row });
const square = (x, y) => x * x + 3 * y * y;

/** The hex around a point; the point is given in parts of `unit`. Of two that are equally near the upper one, then the left one. */
function hexAt(x, y, unit) {
  let best;
  for (let row = Math.floor(y / unit) - 1; row <= Math.ceil(y / unit) + 1; row++)
    for (let column = Math.floor(x / unit / 2) - 2; column <= Math.ceil(x / unit / 2) + 2; column++) {
      const at = middle({ column, row });
      const far = square(at.x * unit - x, at.y * unit - y);
      if (best === undefined || far < best.far) best = { far, column, row };
    }
  return best;
}
/** The steps from one hex to another: rows that are gone up or down lead half a hex to the side each. */
function stepsOf(from, to) {
  const [a, b] = [middle(from), middle(to)];
  const [wide, high] = [Math.abs(a.x - b.x), Math.abs(a.y - b.y)];
  return high + Math.max(0, wide - high) / 2;
}
function plainLine(from, to) {
  const steps = stepsOf(from, to);
  if (steps === 0) return [from];
  const [a, b] = [middle(from), middle(to)];
  return Array.from({ length: steps + 1 }, (_, step) => hexAt(a.x * (steps - step) + b.x * step, a.y * (steps - step) + b.y * step, steps));
}
test("lines have the hexes that knots are in, from the middle of the map", () => {
  for (const from of [{ column: 0, row: 0 }, { column: -3, row: 1 }])
    for (let column = -9; column <= 9; column++)
      for (let row = -9; row <= 9; row++) {
        const to = { column, row };
        assert.equal(distance(from, to), stepsOf(from, to));
        assert.equal(textsOf(line(from, to)), textsOf(plainLine(from, to)), `${textOf(from)} to ${textOf(to)}`);
      }
});
test("lines have the hexes that knots are in, far and near", () => {
  for (let i = 0; i < 700; i++) {
    const [from, to] = [anyHex(pick([3, 12, 25])), anyHex(pick([3, 12, 25]))];
    assert.equal(distance(from, to), stepsOf(from, to));
    assert.equal(textsOf(line(from, to)), textsOf(plainLine(from, to)), `${textOf(from)} to ${textOf(to)}`);
  }
});
test("the way back has the same hexes", () => {
  for (let i = 0; i < 700; i++) {
    const [from, to] = [anyHex(14), anyHex(14)];
    assert.equal(textsOf(line(to, from).reverse()), textsOf(line(from, to)), `${textOf(from)} to ${textOf(to)}`);
  }
});
test("knots on an edge between hexes of one row", () => {
  assert.equal(textsOf(line({ column: 2, row: 0 }, { column: 2, row: 4 })), "2,0 1,1 2,2 1,3 2,4");
  assert.equal(textsOf(line({ column: 2, row: 4 }, { column: 2, row: 0 })), "2,4 1,3 2,2 1,1 2,0");
});
test("neighbours lie one step around", () => {
  for (let i = 0; i < 100; i++) {
    const hex = anyHex(6);
    const { x, y } = middle(hex);
    const around = [[2, 0], [1, 1], [-1, 1], [-2, 0], [-1, -1], [1, -1]].map(([right, down]) => hexAt(x + right, y + down, 1));
    assert.equal(textsOf(neighbours(hex)), textsOf(around));
  }
});
const costs = { ".": 1, "~": 2, "^": 2, "#": Infinity };
function anyMap(signs) {
  const rows = Array.from({ length: 1 + next(7) }, () => Array.from({ length: 1 + next(7) }, () => pick(signs)).join(""));
  const text = rows.map((row, at) => " ".repeat(at % 2) + [...row].join("  ")).join("\n");
  const hexes = rows.flatMap((row, at) => [...row].map((_, column) => ({ column, row: at })));
  return { rows, hexes, map: new HexMap(`\n${text}\n`), text };
}
test("sight", () => {
  for (let i = 0; i < 60; i++) {
    const { rows, hexes, map, text } = anyMap(pick(["..~^", "....#", ".~^#"]));
    const blocks = ({ column, row }) => "^#".includes(rows[row]?.[column] ?? ".");
    for (const from of hexes) {
      const seen = hexes.filter((to) => textOf(to) !== textOf(from) && !plainLine(from, to).slice(1, -1).some(blocks));
      assert.equal(textsOf(map.seenFrom(from)), textsOf(seen), `from ${textOf(from)}\n${text}`);
      for (const to of hexes) {
        assert.equal(map.sees(from, to), map.sees(to, from), `${textOf(from)} to ${textOf(to)}\n${text}`);
        assert.equal(map.sees(from, to), textOf(from) === textOf(to) || seen.includes(to));
      }
      for (const beside of [{ column: -1, row: 0 }, { column: 0, row: rows.length }, { column: 9, row: 0 }]) {
        assert.equal(map.sees(from, beside), false);
        assert.equal(map.sees(beside, from), false);
      }
    }
  }
});
test("the cheapest ways", () => {
  for (let i = 0; i < 60; i++) {
    const { rows, hexes, map, text } = anyMap(pick(["..~^", "...#", ".~^#"]));
    const from = pick(hexes);
    const best = new Map(hexes.map((hex) => [hex, hex === from ? 0 : Infinity]));
    for (let round = 0; round < hexes.length; round++)
      for (const hex of hexes)
        for (const other of hexes)
          if (stepsOf(hex, other) === 1) best.set(other, Math.min(best.get(other), best.get(hex) + costs[rows[other.row][other.column]]));
    for (const to of hexes) assert.equal(map.cost(from, to), best.get(to), `${textOf(from)} to ${textOf(to)}\n${text}`);
    assert.equal(map.cost(from, { column: -1, row: 0 }), Infinity);
    assert.equal(map.cost({ column: -1, row: 0 }, from), Infinity);
  }
});
test("grounds are read", () => {
  const map = new HexMap("  .~ ^\n\n #  \n");
  const cost = (column, row) => map.ground({ column, row })?.cost;
  assert.deepEqual([cost(0, 0), cost(1, 0), cost(2, 0), cost(3, 0), cost(0, 1), cost(0, 2), cost(0, -1)], [1, 2, 2, undefined, Infinity, undefined, undefined]);
  assert.deepEqual([0, 1, 2].map((column) => map.ground({ column, row: 0 }).clear), [true, true, false]);
  for (const text of [". o", "..\n.,", "toString"]) assert.throws(() => new HexMap(text), SyntaxError);
});
