/** Programs of a second model are tried on the change: a promise that is broken counts, and one that is kept may ask for what no test asks for. */
import { expect, test } from "vitest";
import type { Evidence } from "../../../../src/core/evidence.ts";
import { noUsage } from "../../../../src/core/budget.ts";
import { Fault } from "../../../../src/core/fault.ts";
import type { Model } from "../../../../src/core/model.ts";
import { judged, nodeProject, nodeTests } from "./judged.ts";

const program = (body: string): string =>
  `/** The guests in a line; where nobody came, it says so. */\nexport function guests(names) {\n  ${body}\n}\n`;
const files = nodeProject({
  "README.md": "Guests stand in the order in which they came, and an empty list reads `nobody`.\n",
  "guests.js": program('return names.length === 0 ? "nobody" : names.join(" ");'),
  "guests.test.js": nodeTests("./guests.js", "guests", {
    pair: 'assert.equal(guests(["Ann", "Bo"]), "Ann, Bo")',
    lone: 'assert.equal(guests(["Cy"]), "Cy")',
    triple: 'assert.equal(guests(["Di", "Ed", "Flo"]), "Di, Ed, Flo")',
  }),
});
const right = program('return names.length === 0 ? "nobody" : names.join(", ");');
const unordered = program('return names.length === 0 ? "nobody" : names.toSorted().join(", ");');
const voiceless = program('return names.join(", ");');

const checking = (words: string, code: string): string =>
  `CHECK guests.js:3 ${words}\n\`\`\`js\nimport assert from "node:assert/strict";\nimport { guests } from "./guests.js";\n${code}\n\`\`\`\n`;
const none = checking('"an empty list reads nobody"', 'assert.equal(guests([]), "nobody");');
const order = checking('"in which they came"', 'assert.equal(guests(["B", "A"]), "B, A");');

function reviewer(text: string, asked: string[] = []): Model {
  return {
    name: "second",
    window: 1000,
    output: 1000,
    async reply({ messages }) {
      asked.push(...messages.map((message) => message.text));
      return { text, cells: [], usage: noUsage, finish: "stop" };
    },
  };
}

const review = (text: string, reply: string, asked?: string[]): Promise<Evidence> =>
  judged(files, { "guests.js": text }, { reviewer: reviewer(reply, asked), task: "Mend the line." });
const signs = ({ findings = [] }: Evidence): (string | undefined)[] =>
  findings.filter(({ sensor }) => sensor === "review").map(({ sign }) => sign);

test("the reviewer reads the task, the change, the programs, the README and the tests; checks that pass say nothing against the change", async () => {
  const asked: string[] = [];
  const evidence = await review(right, none + order, asked);
  expect(asked).toHaveLength(1);
  for (const words of [
    "Mend the line.",
    '-  return names.length === 0 ? "nobody" : names.join(" ");',
    "in which they came",
    'assert.equal(guests(["Cy"]), "Cy")',
  ])
    expect(asked[0]).toContain(words);
  expect(signs(evidence)).toEqual([]);
  expect(evidence.proven).toBe(true);
  expect(evidence.runs?.filter(({ sensor }) => sensor === "review").map(({ verdict }) => verdict)).toEqual([
    "green",
    "green",
  ]);
});

test("one whose program fails sends the change back with the words and what was seen, and tells whether it was so before", async () => {
  const lost = await review(voiceless, none);
  expect(signs(lost)).toEqual(["shown-loss"]);
  expect(lost.proven).toBe(false);
  expect(lost.reasons[0]).toContain('"an empty list reads nobody" (a program shows it: Expected values');
  // What a program before it has written is dropped.
  const hostile = checking(
    '"in which they came"',
    'const { writeFileSync } = await import("node:fs");\nwriteFileSync("guests.js", "export const guests = () => 0;");\nassert.equal(1, 1);',
  );
  const half = await review(unordered, hostile + order);
  expect(signs(half)).toEqual(["shown-doubt"]);
  expect(half.proven).toBe(false);
});

test("a program that cannot tell says nothing, and a doubt in words refuses nothing by itself", async () => {
  const typo = checking('"in which they came"', 'assert.equal(gusets([]), "nobody");');
  const early = checking('"in which they came"', "process.exit(3);");
  const well = checking('"in which they came"', "process.exit(0);");
  const evidence = await review(right, `${typo}${early}${well}DOUBT it may be slow\n`);
  expect(signs(evidence)).toEqual(["reviewed"]);
  expect(evidence.proven).toBe(true);
  const verdicts = evidence.runs?.flatMap(({ sensor, verdict }) => (sensor === "review" ? [verdict] : []));
  expect(verdicts).toEqual(["unknown", "unknown", "unknown"]);
});

test("a model that fails is a doubt", async () => {
  const silent: Model = {
    ...reviewer(""),
    async reply() {
      throw new Fault("model_failed", "no line");
    },
  };
  const evidence = await judged(files, { "guests.js": right }, { reviewer: silent });
  expect(evidence.findings).toMatchObject([
    { message: "second could not be asked: no line", sign: "reviewed" },
  ]);
});

test("a change that is not proven is not reviewed", async () => {
  const asked: string[] = [];
  const evidence = await review(program("return 2;"), none, asked);
  expect(evidence.proven).toBe(false);
  expect(asked).toEqual([]);
});

test("what no test asks for may be asked for by a promise: a check that passes, and fails without the piece", async () => {
  const purse = (left: string, sign: string): string =>
    `/** What is left in a purse; debts do not count. */\nexport function left(amount) {\n  return ${left};\n}\n\nexport const currency = "EUR";\n\nexport function pair(a, b) {\n  return [a, b].join("${sign}");\n}\n`;
  const project = nodeProject({
    "purse.js": purse("amount", " "),
    "purse.test.js": nodeTests("./purse.js", "left, pair", {
      two: 'assert.equal(pair("a", "b"), "a, b")',
      words: 'assert.equal(pair("one", "two"), "one, two")',
      some: "assert.equal(left(3), 3)",
      more: "assert.equal(left(7), 7)",
    }),
  });
  const now = { "purse.js": purse("Math.max(amount, 0)", ", ") };
  const alone = await judged(project, now);
  expect(alone.findings?.map(({ sign }) => sign)).toContain("unasked");
  expect(alone.proven).toBe(false);
  const promise = (input: string): string =>
    `CHECK purse.js:3 "debts do not count"\n\`\`\`js\nimport assert from "node:assert/strict";\nimport { left } from "./purse.js";\nassert.equal(left(${input}), 0);\n\`\`\`\n`;
  const asked = await judged(project, now, { reviewer: reviewer(promise("-2")) });
  expect(asked.findings?.map(({ sign }) => sign)).not.toContain("unasked");
  expect(asked.proven).toBe(true);
  const idle = await judged(project, now, { reviewer: reviewer(promise("0")) });
  expect(idle.proven).toBe(false);
});

test("lines that no test runs are covered when a check that passes runs them, in JavaScript and in Python", async () => {
  const python = (sign: string): string =>
    `def size(words):\n    """How many there are; of none -1."""\n    if words is None:\n        count = -1\n        return count\n    return len(words)${sign}\n`;
  const project = {
    "size.py": python(" + 1").replace(
      "    if words is None:\n        count = -1\n        return count\n",
      "",
    ),
    "test_size.py":
      "import unittest\nfrom size import size\nclass Size(unittest.TestCase):\n    def test_two(self):\n        self.assertEqual(size([5, 6]), 2)\n    def test_one(self):\n        self.assertEqual(size([5]), 1)\n    def test_none(self):\n        self.assertEqual(size([]), 0)\n",
  };
  const now = { "size.py": python("") };
  const text =
    'CHECK size.py:2 "of none -1"\n```python\nfrom size import size\nassert size(None) == -1\n```\n';
  const asked = await judged(project, now, { reviewer: reviewer(text) });
  expect(asked.coverage?.missed).toEqual([]);
  expect(asked.findings?.map(({ sensor }) => sensor)).not.toContain("coverage");
  const script = (more: string): string =>
    `export function size(words) {\n${more}  return words.length;\n}\n`;
  const other = nodeProject({
    "size.js": script("").replace(".length", ".length + 1"),
    "size.test.js": nodeTests("./size.js", "size", {
      two: "assert.equal(size([5, 6]), 2)",
      one: "assert.equal(size([5]), 1)",
    }),
  });
  const guarded = {
    "size.js": script("  if (words === undefined) {\n    const count = -1;\n    return count;\n  }\n"),
  };
  const guard =
    'CHECK size.js:2 "none"\n```js\nimport assert from "node:assert";\nimport { size } from "./size.js";\nassert.equal(size(), -1);\n```\n';
  const covered = await judged(other, guarded, { reviewer: reviewer(guard) });
  expect(covered.coverage).toMatchObject({ missed: [] });
});
