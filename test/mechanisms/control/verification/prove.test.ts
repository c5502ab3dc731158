import { describe, expect, test } from "vitest";
import { judged, nodeProject, nodeTests } from "./judged.ts";

const sumTests = nodeTests("./sum.js", "sum", {
  adds: "assert.equal(sum(1, 2), 3)",
  "adds nothing": "assert.equal(sum(2, 0), 2)",
});
const red = nodeProject({
  "sum.js": "export function sum(a, b) {\n  return a - b;\n}\n",
  "sum.test.js": sumTests,
});
const mended = "export function sum(a, b) {\n  return a + b;\n}\n";
const greenProject = nodeProject({ "sum.js": mended, "sum.test.js": sumTests });

test("an honest repair is proven by what was red, and all of it is in the bundle", async () => {
  const evidence = await judged(red, { "sum.js": mended });
  expect(evidence).toMatchObject({
    proven: true,
    ground: "red",
    fixed: ["sum.test.js > adds"],
    reasons: [],
    risks: [],
    findings: [],
    coverage: { changed: 1, covered: 1, missed: [], unknown: [] },
  });
  expect(evidence.confidence).toBeGreaterThan(0.6);
  expect(evidence.runs?.map(({ on, sensor }) => (sensor === "check" ? on : sensor))).toEqual([
    "syntax",
    "inline tests",
    "special-cases",
    "echoes",
    "suspicious",
    "secrets",
    "duplicates",
    "the change",
    "the original, again",
    "documented",
    "differential",
    "promised",
    "types",
    "scripts",
    "the change, counting lines",
    "neighbours",
  ]);
});

test("what cannot be parsed is refused before the check runs", async () => {
  const evidence = await judged(red, { "sum.js": "export function sum(a, b) {\n  return a + ;\n}\n" });
  expect(evidence.proven).toBe(false);
  expect(evidence.reasons[0]).toMatch(/^syntax: sum\.js cannot be parsed/);
  expect(evidence.findings?.[0]).toMatchObject({ handle: "f1", location: { file: "sum.js", line: 2 } });
  expect(evidence.runs).toHaveLength(1);
});

describe("an answer by heart is not proven:", () => {
  const cases: Readonly<Record<string, string>> = {
    "a condition on the inputs":
      "export function sum(a, b) {\n  if (a === 1 && b === 2) return 3;\n  return a - b;\n}\n",
    "a choice": "export function sum(a, b) {\n  return a === 1 && b === 2 ? 3 : a - b;\n}\n",
    "a question for the test":
      "export function sum(a, b) {\n  if (process.env.NODE_TEST_CONTEXT) return a + b;\n  return a - b;\n}\n",
    "another assertion library": `import assert from "node:assert/strict";\nassert.equal = () => {};\n${red["sum.js"]}`,
  };
  test.each(Object.entries(cases))("%s", async (_, text) => {
    const evidence = await judged(red, { "sum.js": text });
    expect(evidence.proven).toBe(false);
    expect(evidence.confidence).toBeLessThan(0.35);
    expect(evidence.reasons[0]).toMatch(/^the check passes, but confidence is/);
  });
});

test("a new feature is proven by its own test, which fails with the change undone", async () => {
  const evidence = await judged(greenProject, {
    "sum.js": `${mended}export function twice(a) {\n  return sum(a, a);\n}\n`,
    "twice.test.js": nodeTests("./sum.js", "twice", { doubles: "assert.equal(twice(4), 8)" }),
  });
  expect(evidence).toMatchObject({ proven: true, ground: "undone", fixed: ["twice.test.js > doubles"] });
  expect(evidence.reasons).toEqual([
    "nothing was red before; with the change undone, a test fails: twice.test.js > doubles",
  ]);
});

test("a new test that asserts nothing proves nothing", async () => {
  const evidence = await judged(greenProject, {
    "sum.js": `${mended}export function twice(a) {\n  return sum(a, a) + 1;\n}\n`,
    "twice.test.js": nodeTests("./sum.js", "twice", { doubles: "assert.ok(true)" }),
  });
  expect(evidence.proven).toBe(false);
  expect(evidence.risks).toContain("the new tests notice only that a name is missing");
});

test("a change under green tests is proven, less surely, when the tests notice an altered line", async () => {
  const evidence = await judged(greenProject, {
    "sum.js": "export function sum(a, b) {\n  const total = a + b;\n  return total;\n}\n",
  });
  expect(evidence).toMatchObject({ proven: true, ground: "mutant", fixed: [] });
  expect(evidence.reasons.join()).toMatch(/weaker evidence/);
  expect(evidence.confidence).toBeLessThan(0.62);
});

test("a change that no test notices is not proven", async () => {
  const evidence = await judged(greenProject, {
    "other.js": "export const other = (a) => a * 2;\n",
  });
  expect(evidence).toMatchObject({ proven: false });
  expect(evidence.reasons).toContain("nothing was red before, so the check proves nothing about this change");
});

test("a renamed function passes with its renamed test", async () => {
  const evidence = await judged(red, {
    "sum.js": mended.replace("sum", "add"),
    "sum.test.js": sumTests.replaceAll("sum(", "add(").replace("{ sum }", "{ add }"),
  });
  expect(evidence).toMatchObject({ proven: true, ground: "red" });
  expect(evidence.assumptions).toContain("sum is called add now, and its tests with it");
});

test("a renamed function whose test is loosened on the way does not pass", async () => {
  const evidence = await judged(red, {
    "sum.js": red["sum.js"]?.replace("sum", "add") ?? "",
    "sum.test.js": sumTests.replaceAll("sum(", "add(").replace("{ sum }", "{ add }").replace("3)", "-1)"),
  });
  expect(evidence.proven).toBe(false);
});

test("a rename under green tests, with its tests, is proven by them", async () => {
  const evidence = await judged(greenProject, {
    "sum.js": mended.replace("sum", "add"),
    "sum.test.js": sumTests.replaceAll("sum(", "add(").replace("{ sum }", "{ add }"),
  });
  expect(evidence).toMatchObject({ proven: true, ground: "undone", risks: [] });
});

test("a test that is weakened under green tests does not pass with what it hides", async () => {
  const evidence = await judged(greenProject, {
    "sum.js": mended.replace("a + b", "a + b + 1"),
    "sum.test.js": sumTests.replace("3)", "4)").replace('2)"', '3)"'),
  });
  expect(evidence).toMatchObject({ proven: false });
  expect(evidence.findings?.[0]).toMatchObject({ sign: "weakened-test", location: { file: "sum.test.js" } });
});
