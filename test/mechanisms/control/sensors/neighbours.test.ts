import { readFileSync } from "node:fs";
import { parseSync } from "oxc-parser";
import { expect, test } from "vitest";
import { titleOf, withNeighbours } from "../../../../src/mechanisms/control/sensors/neighbours.ts";

const neighbours = (text: string, file: string, limit = 12): readonly string[] => {
  const varied = withNeighbours(text, file, limit) ?? "";
  return varied.split("\n").filter((line) => line !== "" && !text.split("\n").includes(line));
};

test("what a test passes is altered, one thing at a time; what it expects and its title stay", () => {
  const text = 'test("adds 1", () => assert.equal(sum(1, "a"), 3));\n';
  const found = neighbours(text, "a.test.js", 4);
  expect(found).toEqual([
    'test("adds 1", () => assert.equal(sum(1, "a"), 3))',
    ';test("adds 1", () => assert.equal(sum((2), "a"), 3))',
    ';test("adds 1", () => assert.equal(sum(1, "aa"), 3))',
    ';test("adds 1", () => assert.equal(sum((0), "a"), 3))',
    ';test("adds 1", () => assert.equal(sum(1, ""), 3));',
  ]);
});

test("lists are turned and shortened, and steps are taken twice or left out", () => {
  const text =
    'it("is heard", () => {\n  const all = [];\n  on(all);\n  emit(["a", "b"]);\n  assert.deepEqual(all, [1, 2]);\n});\n';
  const varied = withNeighbours(text, "a.test.js", 40) ?? "";
  for (const one of ["  on(all);\n  on(all);", 'emit(["b", "a"])', 'emit(["a"])', "  ;\n  emit("])
    expect(varied).toContain(one);
  expect(varied.match(/assert\.deepEqual\(all, \[1, 2\]\)/g)?.length).toBe(
    varied.match(/^;?it\("/gm)?.length,
  );
});

test("every second copy has its last assertion only", () => {
  const text = 'test("a", () => {\n  assert.equal(f(1), 1);\n  assert.equal(f(2), 2);\n});\n';
  const copies = (withNeighbours(text, "a.test.js", 6) ?? "").split("test(").slice(2);
  expect(copies.map((copy) => copy.match(/assert\.equal/g)?.length)).toEqual([2, 1, 2, 1, 2, 1]);
});

test("an assertion that is altered stays in its copy, and what an expected thing is made of is not altered", () => {
  const text =
    'test("a", () => {\n  assert.deepEqual(f(1), new Map([[2, 3]]));\n  assert.equal(g(4), 4);\n});\n';
  const varied = withNeighbours(text, "a.test.js", 8) ?? "";
  for (const one of [2, 0]) expect(varied).toContain(`f((${one})), new Map`);
  expect(varied.match(/new Map\(/g)?.length).toBe(varied.match(/new Map\(\[\[2, 3\]\]\)/g)?.length);
});

test("what the tests of a class are set up with is altered for one of them alone", () => {
  const python = [
    "class OneTest(TestCase):",
    "    def setUp(self):",
    "        self.one = One(3)",
    "    def test_one(self):",
    "        self.assertEqual(self.one.all(), 4)",
    "class OtherTest(TestCase):",
    "    def test_other(self):",
    "        self.assertEqual(f(5), 6)",
    "",
  ].join("\n");
  const methods = (withNeighbours(python, "test_one.py", 12) ?? "").split("def ");
  const near = methods.filter((one) => one.startsWith("test_one__near")).join("");
  expect(near).toMatch(/:\n {8}self\.one = One\(\(\d\)\)\n {8}self\.assert/);
  expect(methods.filter((one) => one.startsWith("test_other")).join("")).not.toContain("One(");
  expect(methods.filter((one) => one.startsWith("setUp"))).toHaveLength(1);
});

test("a Python test's copies have names and decorators of their own", () => {
  const text = [
    "class SumTest(TestCase):",
    "    @slow",
    "    def test_adds(self):",
    "        self.assertEqual(add(1, 2), 3)",
    "",
    "    def helper(self):",
    "        return 5",
    "",
  ].join("\n");
  const found = neighbours(text, "test_sum.py", 2);
  expect(found).toEqual([
    "    def test_adds__near1(self):",
    "        self.assertEqual(add((2), 2), 3)",
    "    def test_adds__near2(self):",
    "        self.assertEqual(add(1, (1)), 3)",
  ]);
  expect(titleOf("test_sum.py > SumTest > test_adds__near2")).toBe("test_sum.py > SumTest > test_adds");
  expect(titleOf("a.test.js > adds (12)")).toBe("a.test.js > adds");
});

test("a helper of the tests that is named like an assertion passes on what it is given; data are emptied, and texts lose lines", () => {
  const text = [
    "function match(home, goals) {",
    "  return { home, goals };",
    "}",
    'test("a", () => {',
    '  assert.deepEqual(table([match("A", 1)], { A: 2 }), [5, 6]);',
    '  assert.equal(read("one\\ntwo"), 2);',
    "  if (later) wait(3);",
    "  assert.equal(named({ 1: 2 }), 3);",
    "});",
    "",
  ].join("\n");
  const varied = withNeighbours(text, "a.test.js", 60) ?? "";
  for (const one of ['match("A", (2))', "], {})", 'read("one")', 'read("two\\none")', "wait((4))"])
    expect(varied).toContain(one);
  expect(parseSync("a.test.js", varied).errors).toEqual([]);
});

test("steps are taken again with those behind them", () => {
  const text = 'test("a", () => {\n  roll(1);\n  roll(2);\n  assert.equal(score(), 3);\n});\n';
  expect(withNeighbours(text, "a.test.js", 20)).toContain("  roll(1);\n  roll(2);\n  roll(1);\n  roll(2);\n");
});

test("mixtures alter several places at once and take what other tests say, the same ones each time", () => {
  const text = [1, 2, 3]
    .map((at) => `test("${at}", () => assert.equal(f("${"abc"[at - 1]}", ${at}0, ${at}00), 0));\n`)
    .join("");
  const [plain, mixed] = [0, 30].map(
    (mixtures) => withNeighbours(text, "a.test.js", 4, { mixed: mixtures }) ?? "",
  );
  expect(mixed).toBe(withNeighbours(text, "a.test.js", 4, { mixed: 30 }));
  const more = mixed?.split("\n").filter((line) => !plain?.includes(line)) ?? [];
  expect(more.some((line) => line.includes('"1"') && /"[bc]"/.test(line))).toBe(true);
  expect(more.some((line) => /\(\d+\), \(\d+\)/.test(line))).toBe(true);
});

test("what passes nothing that is written out has none", () => {
  expect(withNeighbours('test("a", () => assert.equal(now(), 3));\n', "a.test.js", 9)).toBeUndefined();
  expect(withNeighbours("export const a = 1;\n", "a.test.js", 9)).toBeUndefined();
});

test("real test files with their neighbours can be parsed", () => {
  for (const file of [
    "evals/demo/test/clock.test.js",
    "evals/demo/test/fare.test.js",
    "test/stories/undo.test.ts",
  ]) {
    const varied = withNeighbours(readFileSync(file, "utf8"), file, 40);
    expect({ file, errors: parseSync(file, varied ?? "").errors }).toEqual({ file, errors: [] });
  }
});
