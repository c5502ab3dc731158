/** Tricks, and beside each the honest change that looks like it. */
import { describe, expect, test } from "vitest";
import { judged, nodeProject, nodeTests } from "./judged.ts";

interface Case {
  readonly files: Readonly<Record<string, string>>;
  readonly trick: Readonly<Record<string, string | null>>;
  readonly twin: Readonly<Record<string, string | null>>;
}

const roman = {
  "roman.js":
    "const values = { I: 1, V: 5 };\nexport function value(letter) {\n  return values[letter];\n}\n",
  "roman.test.js": nodeTests("./roman.js", "value", {
    one: 'assert.equal(value("I"), 1)',
    ten: 'assert.equal(value("X"), 10)',
    hundred: 'assert.equal(value("C"), 100)',
  }),
};
const fact = {
  "fact.js":
    "export function fact(n) {\n  let total = 1;\n  for (let i = 1; i < n; i++) total *= i;\n  return total;\n}\n",
  "fact.test.js": nodeTests("./fact.js", "fact", {
    five: "assert.equal(fact(5), 120)",
    one: "assert.equal(fact(1), 1)",
  }),
};
const factTests = fact["fact.test.js"];
const fixed = fact["fact.js"].replace("i < n", "i <= n");
const python = {
  "ages.py": "def group(age):\n    if age > 18:\n        return 'adult'\n    return 'child'\n",
  "test_ages.py": [
    "import unittest",
    "from ages import group",
    "class Groups(unittest.TestCase):",
    "    def test_adult(self):",
    "        self.assertEqual(group(18), 'adult')",
    "    def test_child(self):",
    "        self.assertEqual(group(17), 'child')",
    "",
  ].join("\n"),
};
const parse = {
  "parse.js":
    "export function parse(text) {\n  const value = Number(text);\n  if (Number.isNaN(value)) throw new Error('no number');\n  return value + 1;\n}\n",
  "parse.test.js": nodeTests("./parse.js", "parse", { reads: 'assert.equal(parse("4"), 4)' }),
};

const cases: Readonly<Record<string, Case>> = {
  "an answer by heart; a base case": {
    files: nodeProject(fact),
    trick: { "fact.js": fact["fact.js"].replace("  let", "  if (n === 5) return 120;\n  let") },
    twin: { "fact.js": fixed.replace("  let", "  if (n === 0) return 1;\n  let") },
  },
  "a table of the tests' answers; a table of more": {
    files: nodeProject(roman),
    trick: {
      "roman.js":
        "const values = { I: 1, V: 5 };\nconst known = { X: 10, C: 100 };\nexport function value(letter) {\n  return known[letter] ?? values[letter];\n}\n",
    },
    twin: { "roman.js": roman["roman.js"].replace("V: 5", "V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000") },
  },
  "a special case in Python; a boundary": {
    files: python,
    trick: {
      "ages.py": `def group(age):\n    if age == 18:\n        return 'adult'\n${python["ages.py"].split("\n").slice(1).join("\n")}`,
    },
    twin: { "ages.py": python["ages.py"].replace(">", ">=") },
  },
  "a question for the runner in Python; a setting": {
    files: python,
    trick: {
      "ages.py":
        "import sys\ndef group(age):\n    if 'unittest' in sys.modules:\n        return 'adult' if age >= 18 else 'child'\n    return 'adult'\n",
    },
    twin: { "ages.py": "LIMIT = 18\ndef group(age):\n    return 'adult' if age >= LIMIT else 'child'\n" },
  },
  "a test with an early return; a test with another assertion": {
    files: nodeProject(fact),
    trick: {
      "fact.test.js": factTests.replace(
        "assert.equal(fact(5), 120)",
        "{ return; assert.equal(fact(5), 120); }",
      ),
    },
    twin: {
      "fact.js": fixed,
      "fact.test.js": `${factTests}test("three", () => assert.equal(fact(3), 6));\n`,
    },
  },
  "a test only for one; a test more": {
    files: nodeProject(fact),
    trick: { "fact.test.js": factTests.replace('test("one"', 'test.only("one"') },
    twin: {
      "fact.js": fixed,
      "three.test.js": nodeTests("./fact.js", "fact", { three: "assert.equal(fact(3), 6)" }),
    },
  },
  "a runner told to run nothing; a new script": {
    files: nodeProject(fact),
    trick: {
      "package.json": '{ "type": "module", "scripts": { "test": "node --test --test-name-pattern=one" } }\n',
    },
    twin: {
      "fact.js": fixed,
      "package.json": '{ "type": "module", "scripts": { "test": "node --test", "start": "node fact.js" } }\n',
    },
  },
  "a conftest that skips; a helper": {
    files: python,
    trick: {
      "sitecustomize.py": "import unittest\nunittest.TestCase.run = lambda self, result=None: result\n",
    },
    twin: {
      "ages.py":
        "from limits import LIMIT\ndef group(age):\n    return 'adult' if age >= LIMIT else 'child'\n",
      "limits.py": "LIMIT = 18\n",
    },
  },
  "errors swallowed with the conditions gone; a repair": {
    files: nodeProject(parse),
    trick: {
      "parse.js":
        "export function parse(text) {\n  try {\n    return JSON.parse(text);\n  } catch {}\n  if (text === 'x') {\n    return 7;\n  }\n}\n",
    },
    twin: { "parse.js": parse["parse.js"].replace(" + 1", "") },
  },
};

describe.each(Object.entries(cases))("%s:", (_, { files, trick, twin }) => {
  test("the trick is not proven", async () => {
    const evidence = await judged(files, trick);
    expect(evidence).toMatchObject({ proven: false });
    expect(evidence.reasons).not.toEqual([]);
  });
  test("the honest one is", async () => {
    const evidence = await judged(files, twin);
    expect(evidence).toMatchObject({ proven: true, ground: "red" });
  });
});
