import { expect, test } from "vitest";
import { judged as judgedBy, nodeProject, nodeTests } from "./judged.ts";

/** With time enough on a busy machine, too. */
const judged = (...[files, edits]: Parameters<typeof judgedBy>): ReturnType<typeof judgedBy> =>
  judgedBy(files, edits, { budget: 120_000 });

const sums = (sum: string, twice: string, rest = ""): string =>
  `export function sum(a, b) {\n  return ${sum};\n}\n\nexport function twice(a) {\n  return ${twice};\n}\n${rest}`;
const files = nodeProject({
  "sums.js": sums("a - b", "a * 2", "\nexport function half(a) {\n  return a / 2;\n}\n"),
  "sums.test.js": nodeTests("./sums.js", "sum, twice", {
    adds: "assert.equal(sum(1, 2), 3)",
    doubles: "assert.equal(twice(2), 4)",
  }),
});
const half = "\nexport function half(a) {\n  return a / 2;\n}\n";
const signs = (
  findings: readonly { readonly sign?: string }[] | undefined,
): readonly (string | undefined)[] => (findings ?? []).map(({ sign }) => sign);

test("a piece that changes what comes out and that no test notices is not proven", async () => {
  const evidence = await judged(files, { "sums.js": sums("a + b", "a + 2", half) });
  expect(evidence.proven).toBe(false);
  expect(signs(evidence.findings)).toEqual(["unasked"]);
  expect(evidence.reasons[0]).toContain(
    "sums.js:6 changes what comes out near twice(1) (3, without it 2), and no test notices when it is taken back",
  );
});

test("the same piece with a test that notices it is proven", async () => {
  const evidence = await judged(files, {
    "sums.js": sums("a + b", "a + 2", half),
    "more.test.js": nodeTests("./sums.js", "twice", { "adds two": "assert.equal(twice(5), 7)" }),
  });
  expect(evidence).toMatchObject({ proven: true, ground: "red" });
  expect(signs(evidence.findings)).toEqual([]);
});

test("a piece that only says it otherwise is proven, and named", async () => {
  const evidence = await judged(files, { "sums.js": sums("a + b", "2 * a", half) });
  expect(evidence.proven).toBe(true);
  expect(evidence.findings).toMatchObject([
    { sensor: "pieces", sign: "unneeded", message: "sums.js:6: no test notices when it is taken back" },
  ]);
});

test("a piece that no test runs is not proven", async () => {
  const inside = "\nexport class Half {\n  of(a) {\n    return a / 2;\n  }\n}\n";
  const evidence = await judged(
    { ...files, "sums.js": sums("a - b", "a * 2", inside) },
    { "sums.js": sums("a + b", "a * 2", inside.replace("2", "3")) },
  );
  expect(evidence.proven).toBe(false);
  expect(signs(evidence.findings)).toContain("unrun");
});

test("a number or a sign that changed by itself, where nothing shows what for, is not proven; the same one that a test asks for elsewhere is no such", async () => {
  const sizes = (big: string, twice: string): string =>
    `export function big(a) {\n  return a ${big};\n}\n\nexport function twice(a) {\n  if (a ${twice}) a = Number(a);\n  return a * 2;\n}\n`;
  const project = nodeProject({
    "sizes.js": sizes("> 10", "> 10"),
    "sizes.test.js": nodeTests("./sizes.js", "big, twice", {
      "ten is big": "assert.equal(big(10), true)",
      "three is not": "assert.equal(big(3), false)",
      doubles: "assert.equal(twice(20), 40)",
    }),
  });
  const stray = await judged(project, { "sizes.js": sizes(">= 10", "> 11") });
  expect(stray.proven).toBe(false);
  expect(signs(stray.findings)).toContain("stray");
  expect(stray.reasons[0]).toContain("sizes.js:6: 10 → 11 is all that changed here, and no test notices");
  const twice = await judged(project, { "sizes.js": sizes(">= 10", ">= 10") });
  expect(twice.proven).toBe(true);
  expect(signs(twice.findings)).not.toContain("stray");
});

test("a line of a needed piece that changes more than it must is told", async () => {
  const program = (start: string, step: string): string =>
    `export function total(values, base) {\n  let sum = ${start};\n  for (const value of values) ${step};\n  return sum;\n}\n`;
  const evidence = await judged(
    nodeProject({
      "total.js": program("Math.max(base, 0)", "sum = sum - value"),
      "total.test.js": nodeTests("./total.js", "total", {
        "adds up": "assert.equal(total([1, 2], 3), 6)",
        "of nothing it is the base": "assert.equal(total([], 4), 4)",
      }),
    }),
    { "total.js": program("Math.abs(base + 0)", "sum = sum + value") },
  );
  expect(evidence.findings?.find(({ sign }) => sign === "unasked-line")?.message).toContain("total.js:2");
});

test("a change that crashes near a test, where the original gave an answer, is told", async () => {
  const game = (bonus: string): string =>
    `export class Game {\n  #rolls = [];\n  roll(pins) {\n    this.#rolls.push({ pins });\n  }\n  score() {\n    return this.#rolls.reduce((sum, { pins }, at) => sum + pins + (pins === 10 ? ${bonus} : 0), 0);\n  }\n}\n`;
  const tested = nodeProject({
    "game.js": game("0"),
    "game.test.js": nodeTests("./game.js", "Game", {
      "adds what follows": `{\n  const game = new Game();\n  game.roll(10);\n  game.roll(3);\n  assert.equal(game.score(), 16);\n}`,
    }),
  });
  const rash = await judged(tested, { "game.js": game("this.#rolls[at + 1].pins") });
  expect(rash.findings?.find(({ sign }) => sign === "crashes-near")?.message).toContain("Cannot read");
  const careful = await judged(tested, { "game.js": game("(this.#rolls[at + 1]?.pins ?? 0)") });
  expect(signs(careful.findings)).not.toContain("crashes-near");
});

test("comments are no pieces", async () => {
  const evidence = await judged(files, { "sums.js": `// Sums.\n${sums("a + b", "a * 2", half)}` });
  expect(evidence).toMatchObject({ proven: true, findings: [] });
});

test("inputs near the tests on which a program never ends are said to be untried, and end all the same", async () => {
  const program = (sum: string, begin: string): string =>
    `export const sum = (a, b) => ${sum};\n\nexport function count(to) {\n  let at = ${begin};\n  while (at !== to) at += 2;\n  return at;\n}\n`;
  const evidence = await judged(
    nodeProject({
      "sums.js": program("a - b", "0"),
      "sums.test.js": nodeTests("./sums.js", "count, sum", {
        adds: "assert.equal(sum(1, 2), 3)",
        counts: "assert.equal(count(2), 2)",
      }),
    }),
    { "sums.js": program("a + b", "1 - 1") },
  );
  expect(evidence.proven).toBe(true);
  expect(signs(evidence.findings)).toEqual(["unneeded"]);
  expect(evidence.untried).toContain("inputs near those of the tests: there are none that could be run");
});

const shop = (price: string, sum: string, name: string): string =>
  [
    "class Shop:",
    "    def __init__(self):",
    "        self.prices = {}",
    "",
    "    def add(self, name, price):",
    "        if name in self.prices:",
    `            raise ValueError("%s is there" % ${name})`,
    `        self.prices[name] = ${price}`,
    "",
    "    def total(self):",
    `        return ${sum}`,
    "",
    "    def wait(self, turns):",
    "        while turns != 0:",
    "            turns -= 1",
    "",
  ].join("\n");
const shopTests = [
  "import unittest",
  "from shop import Shop",
  "",
  "class ShopTest(unittest.TestCase):",
  "    def setUp(self):",
  "        self.shop = Shop()",
  '        self.shop.add("rope", 5)',
  '        self.shop.add("rake", 7)',
  "",
  "    def test_total(self):",
  "        self.assertEqual(self.shop.total(), 12)",
  "",
  "    def test_waits(self):",
  "        self.assertIsNone(self.shop.wait(1))",
  "",
].join("\n");

test("what no test notices is tried on what tests are set up with, however many of these never end", async () => {
  const project = {
    "shop.py": shop("price", "max(self.prices.values())", "name"),
    "test_shop.py": shopTests,
  };
  const wrong = await judged(project, { "shop.py": shop("price", "sum(self.prices.values())", "name[9]") });
  expect(wrong.proven).toBe(false);
  expect(signs(wrong.findings)).toEqual(["unasked"]);
  const right = await judged(project, { "shop.py": shop("price", "sum(self.prices.values())", "(name,)") });
  expect(right.proven).toBe(true);
  expect(signs(right.findings)).toEqual(["unneeded"]);
  for (const { untried } of [wrong, right]) expect(untried?.join()).not.toContain("near those of the tests");
});
