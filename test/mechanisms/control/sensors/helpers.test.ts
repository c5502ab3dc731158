import { expect, test } from "vitest";
import { chainsIn, helpersIn, reaching } from "../../../../src/mechanisms/control/sensors/helpers.ts";

const javascript = [
  'import { Game, parse } from "./game.js";',
  "const rolled = (...rolls) => {",
  "  const game = new Game();",
  "  for (const roll of rolls) game.roll(roll);",
  "  return game;",
  "};",
  "const twice = (text) => [parse(text), parse(text)];",
  "async function later(text) {",
  "  return twice(text);",
  "}",
  "const pair = (a, b) => ({ a, b });",
  "function check(text) {",
  "  assert.equal(parse(text), text);",
  "}",
  'test("a", () => {',
  "  assert.deepEqual(rolled(1, 2).scores(), [3]);",
  '  assert.equal(new Game(2).named("x"), 1);',
  "});",
  "",
].join("\n");

test("functions of a test file that judge nothing are its helpers, and those that come to the program are told apart", () => {
  const helpers = helpersIn(javascript, "game.test.js");
  expect(helpers.map(({ name }) => name)).toEqual(["rolled", "twice", "later", "pair"]);
  expect(helpers[1]?.source).toBe("const twice = (text) => [parse(text), parse(text)]");
  const reached = reaching(helpers, new Set(["Game", "parse"]));
  expect(reached.map(({ name }) => name)).toEqual(["rolled", "twice", "later"]);
});

test("Python's are read by their indentation", () => {
  const python =
    "def numbers(*levels, top=1):\n    found = []\n\n    return found\n\n\ndef test_a():\n    assert numbers(1)\n";
  expect(helpersIn(python, "test_a.py")).toEqual([
    { name: "numbers", source: "def numbers(*levels, top=1):\n    found = []\n\n    return found" },
  ]);
});

test("what a thing made of plain values is asked for is a function of these values", () => {
  const chains = chainsIn(javascript, "game.test.js", new Set(["Game", "rolled"]));
  expect(chains.map(({ source }) => source)).toEqual([
    "const rolled_scores = (...given) => rolled(...given).scores()",
    'const Game_named_x = (...given) => new Game(...given).named("x")',
  ]);
});
