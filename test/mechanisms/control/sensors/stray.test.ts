import { expect, test } from "vitest";
import { strayIn } from "../../../../src/mechanisms/control/sensors/stray.ts";

const program = (line: string): string => `export function f(a, b) {\n  ${line}\n}\n`;
const between = (was: string, is: string): string | undefined => strayIn(program(was), program(is), "f.js");

test.each([
  ["return a <= b;", "return a < b;", "<= → <"],
  ["return a + 12;", "return a + 11;", "12 → 11"],
  ["return a + 12n;", "return a + 11n;", "12n → 11n"],
  ["return a;", "return a + 1;", "→ + 1"],
  ["if (a) return b;", "if (!a) return b;", "→ !"],
  ["return g(a, true);", "return g(a, false);", "true → false"],
  ["return a - 1;", "return a;", "- 1 →"],
])("%s became %s: another number or sign alone", (was, is, told) => {
  expect(between(was, is)).toBe(told);
});

test("words of Python that stand for signs are signs", () => {
  expect(strayIn("def f(a, b):\n    return a and b\n", "def f(a, b):\n    return a or b\n", "f.py")).toBe(
    "and → or",
  );
});

test.each([
  ["return a + b;", "return b + a;"],
  ["return a == b;", "return a === b;"],
  ["return a + 1000;", "return a + 1_000;"],
  ["return g(a, b);", "return g(a, b,);"],
  ["return a + b;", "return (a + b);"],
  ["return size;", "return length;"],
  ['return "a";', 'return "b";'],
  ["return a + 1;", "const c = a + 2;\n  return c;"],
  ["return a;", "return a;"],
])("%s became %s: another word, or the same said otherwise", (was, is) => {
  expect(between(was, is)).toBeUndefined();
});
