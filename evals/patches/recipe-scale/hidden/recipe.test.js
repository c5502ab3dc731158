import assert from "node:assert/strict";
import { test } from "node:test";
import { add, fraction, times } from "../lib/fraction.js";
import { formatLine, parseLine } from "../lib/line.js";
import { scale, shoppingList } from "../lib/recipe.js";

let seed = 77;
const next = (n) => ((seed = (seed * 1103515245 + 12345) % 2147483648) >> 8) % n;
const pick = (list) => list[next(list.length)];
const names = ["milk", "Milk", "flour", "brown sugar", "Brown Sugar", "salt", "eggs", "tomatoes"];
const units = ["", "cup", "tbsp", "tsp", "g", "ml"];
const written = (sixths, unit, name) => {
  const whole = Math.floor(sixths / 6);
  const rest = ["", "1/6", "1/3", "1/2", "2/3", "5/6"][sixths % 6];
  const word = unit === "cup" && sixths > 6 ? "cups" : unit;
  return [whole > 0 || rest === "" ? `${whole}` : "", rest, word, name].filter((part) => part !== "").join(" ");
};
const anyLine = () => ({ sixths: 1 + next(40), unit: pick(units), name: pick(names) });
const text = ({ sixths, unit, name }) => written(sixths, unit, name);

test("fractions are in lowest terms", () => {
  for (let i = 0; i < 300; i++) {
    const [a, b] = [fraction(next(40), 1 + next(12)), fraction(next(40), 1 + next(12))];
    const sum = add(a, b);
    assert.equal(sum.n * a.d * b.d, (a.n * b.d + b.n * a.d) * sum.d);
    const product = times(a, b);
    assert.equal(product.n * a.d * b.d, a.n * b.n * product.d);
    for (const one of [sum, product]) for (let k = 2; k <= one.d; k++) assert.ok(one.n % k !== 0 || one.d % k !== 0);
  }
  assert.deepEqual(fraction(3, -6), { n: -1, d: 2 });
  for (const [n, d] of [[1, 0], [1.5, 2], [1, 0.5]]) assert.throws(() => fraction(n, d), RangeError);
});
test("lines come back as they were written", () => {
  for (let i = 0; i < 300; i++) {
    const line = anyLine();
    assert.equal(formatLine(parseLine(text(line))), text(line));
    assert.equal(formatLine(parseLine(`  ${text(line).replaceAll(" ", "   ")} `)), text(line));
  }
});
test("quantities of nothing, and lines that are none", () => {
  assert.equal(formatLine({ quantity: fraction(0), unit: "cup", name: "milk" }), "0 cup milk");
  assert.equal(formatLine(parseLine("1 cup milk")), "1 cup milk");
  for (const bad of ["", "milk", "1", "1 1/2", "cup milk", "-1 egg", "1/2"]) assert.throws(() => parseLine(bad), SyntaxError, bad);
});
test("scaling is exact and leaves the recipe alone", () => {
  for (let i = 0; i < 200; i++) {
    const lines = Array.from({ length: 4 }, anyLine);
    const recipe = { title: "x", serves: 2, lines: lines.map(text) };
    const copy = structuredClone(recipe);
    const serves = 2 * (1 + next(5));
    const scaled = lines.map((line) => text({ ...line, sixths: (line.sixths * serves) / 2 }));
    assert.deepEqual(scale(recipe, serves), { title: "x", serves, lines: scaled });
    assert.deepEqual(recipe, copy);
  }
});
test("shopping lists agree with a plain sum", () => {
  for (let i = 0; i < 300; i++) {
    const lines = Array.from({ length: next(12) }, anyLine);
    const expected = [];
    for (const line of lines) {
      const same = expected.find((other) => other.unit === line.unit && other.name.toLowerCase() === line.name.toLowerCase());
      if (same) same.sixths += line.sixths;
      else expected.push({ ...line });
    }
    const cut = next(lines.length + 1);
    const recipes = [lines.slice(0, cut), lines.slice(cut)].map((part) => ({ serves: 1, lines: part.map(text) }));
    assert.deepEqual(shoppingList(recipes), expected.map(text));
  }
});
test("a thing in two units, again and again", () => {
  const lines = ["1 cup milk", "2 tbsp milk", "1 cup Milk", "2 tbsp MILK", "3 milk"];
  assert.deepEqual(shoppingList([{ serves: 1, lines }]), ["2 cups milk", "4 tbsp milk", "3 milk"]);
});
