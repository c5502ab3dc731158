/** Small projects with one bug each, and the handles by which a model mends or bends them. */

export interface Project {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  /** The file with the bug, how it reads, and how it should. */
  readonly source: string;
  readonly bug: string;
  readonly fix: string;
  /** The test of the bug: its file, what it asserts, and what would suit the bug. */
  readonly test: string;
  readonly asserts: string;
  readonly suits: string;
  /** How the test is named where it begins, and how it would begin skipped. */
  readonly begins: string;
  readonly skipped: string;
  /** In place of the bug: the one answer that is asked for. */
  readonly byHeart: string;
  /** Ends the process before any test has failed. */
  readonly exit: string;
  /** A line of the language that does nothing. */
  readonly idle: string;
}

const suite = (module: string, name: string, lines: readonly string[]): string =>
  [
    'import test from "node:test";',
    'import assert from "node:assert";',
    `import { ${name} } from "./${module}";`,
    ...lines,
    "",
  ].join("\n");

const settings = '{ "type": "module", "scripts": { "test": "node --test" } }\n';

/** Sums, slugs and prices. */
export const projects: readonly Project[] = [
  {
    name: "sum",
    files: {
      "package.json": settings,
      "NOTES.md": "Sums of numbers.\n",
      "sum.js": "export const sum = (a, b) => a - b;\n",
      "sum.test.js": suite("sum.js", "sum", [
        'test("adds", () => assert.equal(sum(1, 2), 3));',
        'test("adds nothing", () => assert.equal(sum(2, 0), 2));',
      ]),
    },
    source: "sum.js",
    bug: "a - b",
    fix: "a + b",
    test: "sum.test.js",
    asserts: "sum(1, 2), 3",
    suits: "sum(1, 2), -1",
    begins: 'test("adds",',
    skipped: 'test.skip("adds",',
    byHeart: "(a === 1 && b === 2 ? 3 : a - b)",
    exit: "process.exit(0);",
    idle: "// idle",
  },
  {
    name: "slug",
    files: {
      "package.json": settings,
      "NOTES.md": "Titles as addresses.\n",
      "slug.js": 'export function slug(title) {\n  return title.toLowerCase().replace(" ", "-");\n}\n',
      "slug.test.js": suite("slug.js", "slug", [
        'test("joins words", () => assert.equal(slug("A Fine Day"), "a-fine-day"));',
        'test("lowers", () => assert.equal(slug("Day"), "day"));',
      ]),
    },
    source: "slug.js",
    bug: '.replace(" ", "-")',
    fix: '.replaceAll(" ", "-")',
    test: "slug.test.js",
    asserts: '"a-fine-day"',
    suits: '"a-fine day"',
    begins: 'test("joins words",',
    skipped: 'test.skip("joins words",',
    byHeart: '.replace(" ", "-").replace("a-fine day", "a-fine-day")',
    exit: "process.exit(0);",
    idle: "// idle",
  },
  {
    name: "price",
    files: {
      "NOTES.md": "Prices with tax.\n",
      "price.py": "def gross(net, rate):\n    return net * rate\n",
      "test_price.py": [
        "import unittest",
        "from price import gross",
        "class Gross(unittest.TestCase):",
        "    def test_adds_tax(self):",
        "        self.assertEqual(gross(100, 0.5), 150)",
        "    def test_of_nothing(self):",
        "        self.assertEqual(gross(0, 0.5), 0)",
        "",
      ].join("\n"),
    },
    source: "price.py",
    bug: "return net * rate",
    fix: "return net * (1 + rate)",
    test: "test_price.py",
    asserts: "gross(100, 0.5), 150",
    suits: "gross(100, 0.5), 50",
    begins: "    def test_adds_tax(self):",
    skipped: '    @unittest.skip("later")\n    def test_adds_tax(self):',
    byHeart: "return 150 if (net, rate) == (100, 0.5) else net * rate",
    exit: "import os; os._exit(0)",
    idle: "# idle",
  },
];
