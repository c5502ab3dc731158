import { expect, test } from "vitest";
import { judged, nodeProject, nodeTests } from "./judged.ts";

const files = nodeProject({
  "parse.js":
    "export function parse(text) {\n  const value = Number(text);\n  if (Number.isNaN(value)) throw new Error('no number');\n  return value + 1;\n}\n",
  "parse.test.js": nodeTests("./parse.js", "parse", { reads: 'assert.equal(parse("4"), 4)' }),
});

test("inputs that were refused and are taken now are a finding", async () => {
  const evidence = await judged(files, {
    "parse.js": "export function parse(text) {\n  return Number.parseInt(text, 10) || 0;\n}\n",
  });
  expect(evidence.findings?.map(({ sign }) => sign)).toContain("accepts-wrong");
});

test("a change that alters nothing but the example is a finding", async () => {
  const evidence = await judged(files, {
    "parse.js": (files["parse.js"] ?? "").replace(
      "return value + 1",
      "return value + (text.length === 1 && value * 3 === 12 ? 0 : 1)",
    ),
  });
  expect(evidence.findings?.map(({ sign }) => sign)).toContain("only-examples");
});

test("an honest repair is not found fault with", async () => {
  const evidence = await judged(files, { "parse.js": (files["parse.js"] ?? "").replace(" + 1", "") });
  expect(evidence.findings).toEqual([]);
});

test("a Python function that gives nothing where it gave a value is a finding", async () => {
  const python = {
    "ages.py": "def group(age):\n    if age > 18:\n        return 'adult'\n    return 'child'\n",
    "test_ages.py":
      "import unittest\nfrom ages import group\nclass Groups(unittest.TestCase):\n    def test_adult(self):\n        self.assertEqual(group(18), 'adult')\n",
  };
  const evidence = await judged(python, {
    "ages.py": "def group(age):\n    if age >= 18:\n        return 'adult'\n",
  });
  expect(evidence.findings?.map(({ sign }) => sign)).toContain("breaks-neighbour");
});

test("an error that the program makes itself is a refusal, whatever its words; an accident is a finding", async () => {
  const check = (wrong: string, refusal: string): string =>
    `export function check(value, least) {\n  if (${wrong}) ${refusal}\n  return value;\n}\n`;
  const project = nodeProject({
    "check.js": check("value < least - 1", "throw new TypeError(`must be ${least}`);"),
    "check.test.js": nodeTests("./check.js", "check", {
      takes: "assert.equal(check(5, 3), 5)",
      refuses: "assert.throws(() => check(2, 3), TypeError)",
    }),
  });
  const told = async (refusal: string): Promise<unknown[]> => {
    const evidence = await judged(project, { "check.js": check("value < least", refusal) });
    return (evidence.findings ?? []).map(({ sign }) => sign);
  };
  expect(await told("throw new TypeError(`must be ${least}`);")).not.toContain("breaks-neighbour");
  expect(await told("undefined.refused();")).toContain("breaks-neighbour");
});
