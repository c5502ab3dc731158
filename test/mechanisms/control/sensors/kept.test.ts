import { expect, test } from "vitest";
import { compareTests, type Words } from "../../../../src/mechanisms/control/sensors/kept.ts";

const before = `import test from "node:test";
import assert from "node:assert/strict";
import { sum } from "./sum.js";
test("sum adds", () => assert.equal(sum(1, 2), 3));
`;
const words = (...names: readonly string[]): Words => ({ changed: new Set(names), all: new Set(names) });
const sides = { was: words("sum", "./sum"), is: words("add", "./add") };
const unrenamed = { was: words("a"), is: words("b") };

test.each([
  ["layout", before.replace("sum(1, 2), 3", "\n  sum(1, 2),\n  3,\n").replace(",\n)", ")"), "same"],
  ["comments and blank lines", `// more\n\n${before}`, "same"],
  ["a further test", `${before}test("more", () => assert.equal(sum(2, 2), 4));\n`, "added"],
  [
    "a further assertion",
    before.replace(
      "=> assert.equal(sum(1, 2), 3)",
      "=> {\n  assert.ok(sum);\n  assert.equal(sum(1, 2), 3);\n}",
    ),
    "weakened",
  ],
  ["another expectation", before.replace("3)", "4)"), "weakened"],
  ["another assertion", before.replace("assert.equal", "assert.notEqual"), "weakened"],
  ["a skipped test", before.replace('test("', 'test.skip("'), "weakened"],
  ["a further test that spoils", `${before}test("more", () => process.exit(0));\n`, "weakened"],
  ["a further test that bends", `${before}test("more", () => { assert.equal = () => {}; });\n`, "weakened"],
  ["a shadow", `${before}const sum = () => 3;\n`, "weakened"],
  ["less", before.split("\n").slice(0, 3).join("\n"), "weakened"],
])("%s", (_, after, type) => {
  expect(compareTests("sum.test.js", { before, after }, unrenamed).type).toBe(type);
});

test("what the project renamed may be renamed, everywhere and alike", () => {
  const after = before.replaceAll("sum", "add");
  expect(compareTests("sum.test.js", { before, after }, sides)).toEqual({
    type: "same",
    renames: new Map([["sum", "add"]]),
  });
  const half = before.replace("{ sum }", "{ add }");
  expect(compareTests("sum.test.js", { before, after: half }, sides).type).toBe("weakened");
});

test("what is still there was not renamed", () => {
  const after = before.replaceAll("sum", "add");
  const both = { was: words("sum"), is: words("sum", "add") };
  expect(compareTests("sum.test.js", { before, after }, both).type).toBe("weakened");
});

test("Python's tests are compared alike", () => {
  const python = "from sums import add\n\ndef test_adds():\n    assert add(1, 2) == 3\n";
  const more = `${python}\ndef test_more():\n    assert add(2, 2) == 4\n`;
  expect(compareTests("test_sums.py", { before: python, after: more }, unrenamed).type).toBe("added");
  const less = python.replace("== 3", "!= 4");
  expect(compareTests("test_sums.py", { before: python, after: less }, unrenamed).type).toBe("weakened");
  const caught = python.replace("    assert", "    return\n    assert");
  expect(compareTests("test_sums.py", { before: python, after: caught }, unrenamed).type).toBe("weakened");
});

test("a test that is added at the end of a group is an addition, though its brackets look like the group's", () => {
  const group = (...tests: readonly string[]): string =>
    `describe("sum", () => {\n${tests.map((one) => `  it("${one}", () => {\n    assert.ok(${one});\n  });\n`).join("")}});\n`;
  const [one, two] = [group("a"), group("a", "b")];
  expect(compareTests("a.test.js", { before: one, after: two }, unrenamed).type).toBe("added");
  expect(compareTests("a.test.js", { before: two, after: one }, unrenamed).type).toBe("weakened");
});

const fateOf = (file: string, was: string, is: string): string =>
  compareTests(file, { before: was, after: is }, unrenamed).type;

test("a test may be added before another, with variables of its own that are called as those of others are", () => {
  const script = `import test from "node:test";
import assert from "node:assert/strict";
import { sum } from "./sum.js";
const zero = 0;
test("sum adds", () => {
  const [first, second] = [1, 2];
  const total = sum(first, second);
  assert.equal(total, 3);
});
test("sum of none", () => assert.equal(sum(zero, zero), 0));
`;
  const insert = (text: string): string =>
    script.replace('test("sum of none"', `${text}\ntest("sum of none"`);
  const own = `test("three", () => {
  const [first, second] = [1, 1];
  let total = sum(first, second);
  total = sum(total, 1);
  assert.equal(total, 3);
});`;
  expect(fateOf("sum.test.js", script, insert(own))).toBe("added");
  expect(fateOf("sum.test.js", script, script.replace('test("sum adds"', `${own}\ntest("sum adds"`))).toBe(
    "added",
  );
  for (const hostile of [
    'test("three", () => {\n  zero = 1;\n});',
    'test("three", () => {\n  assert.equal = () => {};\n});',
    'test("three", () => {\n  { const assert = {}; }\n  assert.equal = () => {};\n});',
    'test("two", () => { const assert = {}; });\ntest("three", () => {\n  assert.equal = () => {};\n});',
    "const sum = () => 3;",
    "const { sum } = { sum: () => 3 };",
    "const [sum] = [() => 3];",
    "function sum() {}",
  ])
    expect(fateOf("sum.test.js", script, insert(hostile))).toBe("weakened");
});

test("in Python too, where a name in a call is an argument's and a function's variables are its own", () => {
  const script = `import unittest
from sums import add, policy


class AddTest(unittest.TestCase):
    def test_adds(self):
        total = add(1, 2)
        self.assertEqual(total, 3)

    def test_policy(self):
        self.assertEqual(policy(keep=1), 1)
`;
  const insert = (text: string): string =>
    script.replace("    def test_policy", `${text}\n    def test_policy`);
  const own =
    "    def test_more(self):\n        total = add(2, 2)\n        self.assertEqual(policy(keep=total), 4)\n";
  expect(fateOf("test_sums.py", script, insert(own))).toBe("added");
  expect(fateOf("test_sums.py", script, `${script}\n${own}`)).toBe("added");
  for (const hostile of [
    "    def test_adds(self):\n        pass\n",
    "    assertEqual = print\n",
    "    def test_more(self):\n        pass\n\n    assertEqual = print\n",
    "    def test_more(self):\n        self.assertEqual = print\n",
    "    def test_more(self):\n        unittest.TestCase.assertEqual = print\n",
    "    def test_more(self):\n        global add\n        add = print\n",
    "    def test_more(self):\n        del unittest.TestCase.assertEqual\n",
    "    async def test_adds(self):\n        pass\n",
  ])
    expect(fateOf("test_sums.py", script, insert(hostile))).toBe("weakened");
});
