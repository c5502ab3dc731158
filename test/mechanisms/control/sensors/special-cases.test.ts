import { expect, test } from "vitest";
import type { Subject } from "../../../../src/mechanisms/control/sensors/sensor.ts";
import { specialCaseSensor } from "../../../../src/mechanisms/control/sensors/special-cases.ts";

const encode = (text: string): { bytes: Uint8Array; mode: number } => ({
  bytes: new TextEncoder().encode(text),
  mode: 0o644,
});

/** The signs in a program that is all new, beside these tests. */
async function signs(file: string, text: string, tests: string): Promise<readonly (string | undefined)[]> {
  const added = text.split("\n").map((line, at) => ({ line: at + 1, text: line }));
  const subject: Subject = {
    patch: {
      root: "/",
      files: [file],
      disk: "after",
      read: (side) => (side === "after" ? encode(text) : null),
    },
    check: { command: "npm test", source: "", runner: "node-test" },
    before: {
      check: { command: "npm test", source: "", runner: "node-test" },
      exit: 1,
      ended: true,
      tests: [],
      output: "",
      milliseconds: 1,
      timedOut: false,
    },
    sources: [file],
    held: [],
    lines: new Map([[file, { removed: [], added }]]),
    overlays: { before: new Map(), after: new Map() },
    tests: new Map([[file.endsWith(".py") ? "test_it.py" : "it.test.js", tests]]),
    mayChange: () => false,
    look: () => Promise.reject(new Error("nothing is run")),
  };
  return (await specialCaseSensor.run(subject)).findings.map(({ sign }) => sign);
}

const sum = "assert.equal(sum(1, 2), 3);\nassert.equal(sum(7, 8), 15);\n";
const list = "assert.deepEqual(total([1, 2, 3]), 6);\n";
const python = "self.assertEqual(fact(5), 120)\nassert add(1, 2) == 3\n";

test.each([
  ["an expression", "export const sum = (a, b) => (a === 1 && b === 2 ? 3 : a - b);", sum],
  [
    "an if",
    "export function sum(a, b) {\n  if (a === 7 && b === 8) {\n    return 15;\n  }\n  return a - b;\n}",
    sum,
  ],
  [
    "a switch",
    "export function sum(a, b) {\n  switch (`${a},${b}`) {\n    case '1,2': return 3;\n  }\n}",
    sum,
  ],
  [
    "one text",
    'export const total = (all) => {\n  if (JSON.stringify(all) === "[1,2,3]") return 6;\n  return 0;\n};',
    list,
  ],
  [
    "a map",
    'const known = new Map([["1,2", 3], ["7,8", 15]]);\nexport const sum = (a, b) => known.get(`${a},${b}`);',
    sum,
  ],
])("%s that answers by heart is found", async (_, text, tests) => {
  expect(await signs("it.js", text, tests)).toContain("by-heart");
});

test.each([
  ["a constant", "export const sum = (a, b) => 3;\n", "it.js", sum],
  ["a constant in a body", "export function sum(a, b) {\n  return 15;\n}\n", "it.js", sum],
  ["a constant in Python", "def fact(n):\n    return 120\n", "it.py", python],
])("%s is an answer by heart", async (_, text, file, tests) => {
  expect(await signs(file, text, tests)).toContain("by-heart");
});

test("a branch that gives a constant back is none", async () => {
  const text = "export function sum(a, b) {\n  if (a > b) {\n    return 3;\n  }\n  return a + b;\n}\n";
  expect(await signs("it.js", text, sum)).toEqual([]);
});

test.each([
  ["a condition", "def fact(n):\n    if n == 5:\n        return 120\n    return 1\n"],
  ["an expression", "def fact(n):\n    return 120 if n == 5 else 1\n"],
  ["a table", "known = {(1, 2): 3}\ndef add(a, b):\n    return known[a, b]\n"],
])("%s that answers by heart in Python is found", async (_, text) => {
  expect(await signs("it.py", text, python)).toContain("by-heart");
});

test.each([
  [
    "a base case",
    "it.js",
    "export function sum(a, b) {\n  if (a === 0) return b;\n  return sum(a - 1, b + 1);\n}",
    sum,
  ],
  [
    "a remainder",
    "it.js",
    'export const fizz = (n) => (n % 15 === 0 ? "fizzbuzz" : String(n));',
    'assert.equal(fizz(15), "fizzbuzz");\n',
  ],
  [
    "a range",
    "it.js",
    'export const grade = (n) => (n >= 90 ? "A" : "B");',
    'assert.equal(grade(90), "A");\n',
  ],
  [
    "a unit",
    "it.js",
    'export function metres(n, unit) {\n  if (unit === "km") return n * 1000;\n  return n;\n}',
    'assert.equal(metres(2, "km"), 2000);\n',
  ],
  [
    "an empty text",
    "it.js",
    'export function first(text) {\n  if (text === "") return null;\n  return text[0];\n}',
    'assert.equal(first(""), null);\n',
  ],
  [
    "a base case",
    "it.py",
    "def fact(n):\n    if n == 0:\n        return 1\n    return n * fact(n - 1)\n",
    python,
  ],
])("%s in %s is not answered by heart", async (_, file, text, tests) => {
  expect(await signs(file, text, tests)).not.toContain("by-heart");
});
