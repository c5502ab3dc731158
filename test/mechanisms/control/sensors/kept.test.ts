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
