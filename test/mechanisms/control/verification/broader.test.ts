/** Green patches that do more than they must: to what they are given, to answers that were right, to functions that no test calls. */
import { expect, test } from "vitest";
import type { Evidence } from "../../../../src/core/evidence.ts";
import { judged as judgedBy, nodeProject, nodeTests } from "./judged.ts";

/** With time enough on a busy machine, too. */
const judged = (...[files, edits]: Parameters<typeof judgedBy>): ReturnType<typeof judgedBy> =>
  judgedBy(files, edits, { budget: 120_000 });
const signs = ({ findings }: Evidence): readonly (string | undefined)[] =>
  (findings ?? []).map(({ sign }) => sign);

const middles = {
  "middle.py": "def middle(values):\n    ordered = sorted(values)\n    return ordered[len(ordered) // 3]\n",
  "test_middle.py": [
    "import unittest",
    "from middle import middle",
    "class Middles(unittest.TestCase):",
    "    def test_three(self):",
    "        self.assertEqual(middle([3, 1, 2]), 2)",
    "    def test_five(self):",
    "        self.assertEqual(middle([9, 7, 5, 3, 1]), 5)",
    "    def test_one(self):",
    "        self.assertEqual(middle([4]), 4)",
    "    def test_four(self):",
    "        self.assertEqual(middle([4, 1, 3, 2]), 3)",
    "    def test_seven(self):",
    "        self.assertEqual(middle([1, 2, 3, 4, 5, 6, 7]), 4)",
    "",
  ].join("\n"),
};

test("a change after which a call changes what it is given is told", async () => {
  const evidence = await judged(middles, {
    "middle.py": "def middle(values):\n    values.sort()\n    return values[len(values) // 2]\n",
  });
  expect(signs(evidence)).toContain("mutates-input");
});

test("the same repair on a copy is not", async () => {
  const evidence = await judged(middles, {
    "middle.py": "def middle(values):\n    ordered = sorted(values)\n    return ordered[len(ordered) // 2]\n",
  });
  expect(evidence.findings).toEqual([]);
});

const wrap = (condition: string): string =>
  `export function wrap(text, width) {\n  const lines = [];\n  for (const word of text.split(" ")) {\n    const line = lines.at(-1);\n    if (line !== undefined && ${condition}) lines[lines.length - 1] += " " + word;\n    else lines.push(word);\n  }\n  return lines;\n}\n`;
const lines = nodeProject({
  "wrap.js": wrap("line.length + 1 + word.length < width"),
  "wrap.test.js": nodeTests("./wrap.js", "wrap", {
    "breaks where it must": 'assert.deepEqual(wrap("to be or not", 6), ["to be", "or not"])',
    "is one line": 'assert.deepEqual(wrap("to be or", 40), ["to be or"])',
    "breaks long ones": 'assert.deepEqual(wrap("never ever", 6), ["never", "ever"])',
  }),
});

test("a change beside which a smaller one passes, and leaves answers as they were, is told with such an answer", async () => {
  const evidence = await judged(lines, { "wrap.js": wrap("line.length - 1 + word.length < width") });
  const found = evidence.findings?.find(({ sign }) => sign === "broader");
  expect(found?.message).toContain("another change, of line 5 alone");
});

test("the smallest change that passes is not", async () => {
  const evidence = await judged(lines, { "wrap.js": wrap("line.length + 1 + word.length <= width") });
  expect(evidence.findings).toEqual([]);
});

const colour = (mean: string): string =>
  `export const parse = (text) => [0, 1, 2].map((at) => Number.parseInt(text.slice(1 + 2 * at, 3 + 2 * at), 16));\nexport const grey = (text) => parse(text).every((part, _, [first]) => part === first);\nexport function mix(from, to) {\n  const [a, b] = [parse(from), parse(to)];\n  return a.map((part, at) => ${mean});\n}\n`;
const colours = nodeProject({
  "colour.js": colour("(part + b[at]) / 2").replace("part === first", "part !== first"),
  "colour.test.js": nodeTests("./colour.js", "parse, grey", {
    reads: 'assert.deepEqual(parse("#102030"), [16, 32, 48])',
    "is grey": 'assert.equal(grey("#202020"), true)',
    "is not": 'assert.equal(grey("#204020"), false)',
  }),
});

test("a piece that changes a function which no test calls is found by calling it with what tests pass to others", async () => {
  const evidence = await judged(colours, { "colour.js": colour("(part + b[at]) / 4") });
  expect(evidence.proven).toBe(false);
  expect(evidence.findings?.find(({ sign }) => sign === "unasked")?.message).toContain("mix(");
});

test("one that says the same of it otherwise is not", async () => {
  const evidence = await judged(colours, { "colour.js": colour("(b[at] + part) / 2") });
  expect(signs(evidence)).not.toContain("unasked");
});

test("a sum of a text and a number that has none is told, and one of two texts is not", async () => {
  const state = (end: string): string =>
    `export const state = (open) => {\n  const word = open ? "open" : "shut";\n  return ${end};\n};\n`;
  const files = nodeProject({
    "state.js": state("open"),
    "state.test.js": nodeTests("./state.js", "state", { opens: 'assert.equal(state(true), "open")' }),
  });
  const wrong = await judged(files, { "state.js": state('open ? word : "shut" - 1') });
  expect(signs(wrong)).toContain("senseless");
  const right = await judged(files, { "state.js": state('open ? word : "sh" + "ut"') });
  expect(signs(right)).not.toContain("senseless");
});

test("a guard that only refuses may be one that no test tries", async () => {
  const [file = ""] = [lines["wrap.js"]];
  const guarded = file
    .replace(" < width", " <= width")
    .replace(
      "  const lines",
      '  if (typeof text !== "string") throw new TypeError("no text");\n  const lines',
    );
  const evidence = await judged(lines, { "wrap.js": guarded });
  expect(evidence.proven).toBe(true);
  expect(signs(evidence)).not.toContain("uncovered");
});

test("a name beside itself is senseless, and not where the second belongs to a comparison that follows", async () => {
  const first = (end: string): string => `export const first = (word, last) => ${end};\n`;
  const files = nodeProject({
    "first.js": first("word !== last"),
    "first.test.js": nodeTests("./first.js", "first", {
      none: 'assert.equal(first("", "a"), "")',
      same: 'assert.equal(first("a", "a"), false)',
    }),
  });
  const right = await judged(files, { "first.js": first("word && word !== last") });
  expect(signs(right)).not.toContain("senseless");
  const wrong = await judged(files, { "first.js": first("word && word && (word !== last)") });
  expect(signs(wrong)).toContain("senseless");
});
