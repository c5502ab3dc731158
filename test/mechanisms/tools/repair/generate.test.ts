/** Programs with counters, and the changes that are proposed for them. */
import { describe, expect, test } from "vitest";
import { generate, type Mutation } from "../../../../src/mechanisms/tools/repair/generate.ts";
import { instrument } from "../../../../src/mechanisms/tools/repair/instrument.ts";
import { findSuspects } from "../../../../src/mechanisms/tools/repair/suspicion.ts";
import { openGrammar, type Grammar } from "../../../../src/mechanisms/tools/repair/syntax.ts";

async function results(text: string, grammar: Grammar): Promise<Set<string>> {
  const parse = await openGrammar(grammar);
  const tree = parse(text);
  if (!tree) throw new TypeError("not a program");
  const apply = ({ start, end, text: next }: Mutation): string =>
    text.slice(0, start) + next + text.slice(end);
  return new Set(generate(text, tree, grammar, () => 1).map(apply));
}

describe("the known kinds of mistake have their repair among the candidates", () => {
  test.each([
    ["a comparison", "if (a < b) f();", "if (a <= b) f();"],
    ["a sign", "const c = a - b;", "const c = a + b;"],
    ["a missing abs", "const c = a - b;", "const c = Math.abs(a - b);"],
    ["a boundary", "xs.slice(0, n);", "xs.slice(0, n - 1);"],
    ["a missing clause", "if (a && b) f();", "if (a) f();"],
    ["a near name", "Math.min(a, b);", "Math.max(a, b);"],
    ["exchanged arguments", "f(a, b);", "f(b, a);"],
    ["a forgotten comparator", "xs.sort();", "xs.sort((a, b) => a - b);"],
    ["a forgotten await", "async () => { const c = f(); };", "async () => { const c = await f(); };"],
    ["a wrong variable", "const f = (a, b) => a + a;", "const f = (a, b) => a + b;"],
    ["branches the wrong way", "const c = t ? a : b;", "const c = t ? b : a;"],
    ["a constant", "let i = 1;", "let i = 0;"],
    [
      "a value that never wraps around",
      "const f = (i, size) => g(i + 1);",
      "const f = (i, size) => g((i + 1) % size);",
    ],
    [
      "a best that is not kept",
      "const f = (xs) => { let best = 0; for (const x of xs) best = x; return best; };",
      "const f = (xs) => { let best = 0; for (const x of xs) best = Math.max(best, x); return best; };",
    ],
    [
      "a missing parity",
      "const f = (xs) => { for (const x of xs) if (x > 2) g(x); };",
      "const f = (xs) => { for (const x of xs) if ((x > 2) && x % 2 === 0) g(x); };",
    ],
    [
      "a set that is never filled",
      "function f(text) {\n  const seen = new Set();\n  for (const c of text) {\n    if (seen.has(c)) return c;\n  }\n  return null;\n}",
      "function f(text) {\n  const seen = new Set();\n  for (const c of text) {\n    if (seen.has(c)) return c;\n    seen.add(c);\n  }\n  return null;\n}",
    ],
    [
      "a sum that is never made",
      "function f(xs) {\n  let sum = 0;\n  for (const x of xs) {\n    g(x);\n  }\n  return sum;\n}",
      "function f(xs) {\n  let sum = 0;\n  for (const x of xs) {\n    g(x);\n    sum += x;\n  }\n  return sum;\n}",
    ],
    [
      "a list that is made for nothing",
      "function f(xs) {\n  const odd = g(xs);\n  const even = h(xs);\n  return odd;\n}",
      "function f(xs) {\n  const odd = g(xs);\n  const even = h(xs);\n  return odd.concat(even);\n}",
    ],
    [
      "a missing else",
      "function f(xs, n) { let t = ''; for (const x of xs) {\nif (x > 2) { t += g(x); }\n} return t; }",
      "function f(xs, n) { let t = ''; for (const x of xs) {\nif (x > 2) { t += g(x); } else { t += x; }\n} return t; }",
    ],
    [
      "a step that is missing for another name",
      "function f(a, b) {\na = g(a);\nreturn a < b; }",
      "function f(a, b) {\na = g(a);\nb = g(b);\nreturn a < b; }",
    ],
    ["a logical word throughout", "if (a && b && c) f();", "if (a || b || c) f();"],
    [
      "the rest of what is sliced",
      "const f = (xs, n) => g(xs.slice(0, n), xs);",
      "const f = (xs, n) => g(xs.slice(0, n), xs.slice(n));",
    ],
    [
      "what was mapped, kept",
      "function f(xs) { return xs.map(g); }",
      "function f(xs) { return [...xs, ...xs.map(g)]; }",
    ],
  ])("JavaScript: %s", async (_kind, buggy, right) => {
    expect(await results(buggy, "javascript")).toContain(right);
  });

  test.each([
    ["a range that ends early", "for i in range(n):\n    f(i)\n", "for i in range(n + 1):\n    f(i)\n"],
    ["a slice", "x = xs[1:]\n", "x = xs[:]\n"],
    ["a logical word", "if a and b:\n    f()\n", "if a or b:\n    f()\n"],
    ["a missing not", "def f(a):\n    return a\n", "def f(a):\n    return not a\n"],
    [
      "answers the wrong way round",
      "def f(a):\n    if a:\n        return True\n    return False\n",
      "def f(a):\n    if a:\n        return False\n    return True\n",
    ],
    ["a membership", "if a in b:\n    f()\n", "if a not in b:\n    f()\n"],
    ["an assignment that should add", "def f(a, t):\n    t = a\n", "def f(a, t):\n    t += a\n"],
    ["a filter too many", "x = [a for a in b if a]\n", "x = [a for a in b ]\n"],
    ["an assignment of other bits", "n ^= n - 1\n", "n &= n - 1\n"],
    [
      "the rest of what is sliced",
      "def f(xs, n):\n    ys = xs[:n]\n    for x in xs:\n        g(x, ys)\n",
      "def f(xs, n):\n    ys = xs[:n]\n    for x in xs[n:]:\n        g(x, ys)\n",
    ],
    [
      "what was mapped, kept",
      "def f(xs):\n    return [g(x) for x in xs]\n",
      "def f(xs):\n    return xs + [g(x) for x in xs]\n",
    ],
    ["a letter too few", 's = "aeio"\n', 's = "aei"\n'],
    [
      "a return inside the loop",
      "def f(b):\n    for a in b:\n        g(a)\n        return a\n",
      "def f(b):\n    for a in b:\n        g(a)\n    return a\n",
    ],
    [
      "an early answer in a loop",
      "def f(xs):\n    depth = 0\n    for x in xs:\n        depth -= 1\n    return depth == 0\n",
      "def f(xs):\n    depth = 0\n    for x in xs:\n        depth -= 1\n        if depth < 0: return False\n    return depth == 0\n",
    ],
    [
      "a constant where it depends",
      "def f(xs):\n    n = g(xs)\n    return True\n",
      "def f(xs):\n    n = g(xs)\n    return n == 0\n",
    ],
    [
      "a clause for the other order",
      "def f(a):\n    return a == sorted(a)\n",
      "def f(a):\n    return a == sorted(a) or a == sorted(a, reverse=True)\n",
    ],
    [
      "the last element after a loop",
      "def f(xs):\n    ys = []\n    for x in xs:\n        ys.append(x)\n    return ys\n",
      "def f(xs):\n    ys = []\n    for x in xs:\n        ys.append(x)\n    ys.append(xs[-1])\n    return ys\n",
    ],
    [
      "a parameter that has to be in shape",
      "def f(n):\n    return g(n)\n",
      "def f(n):\n    n = abs(n)\n    return g(n)\n",
    ],
    [
      "a flag that is never set",
      "def f(xs):\n    seen = 0\n    for x in xs:\n        if x:\n            g(x)\n    return seen\n",
      "def f(xs):\n    seen = 0\n    for x in xs:\n        if x:\n            g(x)\n            seen = 1\n    return seen\n",
    ],
    [
      "a missing base case",
      "def f(n):\n    return f(n - 1)\n",
      "def f(n):\n    if n == 0: return 0\n    return f(n - 1)\n",
    ],
  ])("Python: %s", async (_kind, buggy, right) => {
    expect(await results(buggy, "python")).toContain(right);
  });
});

test("what a loop fills already is not filled twice for that", async () => {
  const program = (filled: string): string =>
    `def f(xs):\n    out = []\n    for x in xs:\n        ${filled}\n    return out\n`;
  const kinds = async (text: string): Promise<boolean> => {
    const tree = (await openGrammar("python"))(text);
    if (!tree) throw new TypeError("not a program");
    return generate(text, tree, "python", () => 1).some(({ operator }) => operator === "fill-unchanged");
  };
  expect(await results(program("print(x)"), "python")).toContain(program("print(x)\n        out.append(x)"));
  for (const filled of ["out.append(x)", "out += [x]", "out[x] = 1"])
    expect(await kinds(program(filled))).toBe(false);
});

test("a change that asks for what a function has and does not use is likelier", async () => {
  const text =
    "def f(xs, low, high):\n    out = []\n    for x in xs:\n        out.append(min(x, high))\n    return out\n";
  const tree = (await openGrammar("python"))(text);
  if (!tree) throw new TypeError("not a program");
  const awake = generate(text, tree, "python", () => 1).filter(({ wakes }) => wakes);
  expect(awake.map((one) => one.text)).toContain("max(low, min(x, high))");
  expect(awake.every((one) => /\blow\b/.test(one.text))).toBe(true);
});

test("no two candidates are the same change, and none changes nothing", async () => {
  const text =
    "export function f(a, b) {\n  if (a > 1 && b) return a - b;\n  return [a, b].map((c) => c * 2);\n}\n";
  const parse = await openGrammar("javascript");
  const tree = parse(text);
  if (!tree) throw new TypeError("not a program");
  const mutations = generate(text, tree, "javascript", () => 1);
  expect(new Set(mutations.map(({ start, end, text: next }) => `${start} ${end} ${next}`)).size).toBe(
    mutations.length,
  );
  expect(mutations.filter(({ start, end, text: next }) => text.slice(start, end) === next)).toEqual([]);
});

describe("a program with counters", () => {
  const text = [
    '"use strict";',
    "const once = (x) => x + 1;",
    "const pair = (x) => ({ x });",
    "function total(xs) {",
    '  "use strict";',
    "  let sum = 0;",
    "  for (const x of xs) for (let i = 0; i < x; i++) sum += once(i)",
    "  if (sum > 3) return sum",
    "  else if (sum < 0) return -sum",
    "  do sum++; while (sum < 3)",
    "  return xs.map(x => x).length + sum",
    "}",
    "[total([1, 2]), pair(2).x, total([])].join()",
  ].join("\n");

  test.each([undefined, "a.js"])("does what it did, on the same lines (coverage of %s)", async (cover) => {
    const parse = await openGrammar("javascript");
    const tree = parse(text);
    if (!tree) throw new TypeError("not a program");
    const counted = instrument(text, tree, cover);
    expect(parse(counted)).toBeDefined();
    expect(counted.split("\n")).toHaveLength(text.split("\n").length);
    const lines = new Set<number>();
    let ticks = 0;
    const { runInNewContext } = await import("node:vm");
    const value: unknown = runInNewContext(counted, {
      __tackleTick: () => (ticks += 1),
      __tackleLine: (_file: string, line: number) => lines.add(line),
    });
    expect(value).toBe(runInNewContext(text));
    expect(ticks).toBeGreaterThan(10);
    const seen = cover === undefined ? [] : [2, 3, 6, 7, 8, 10, 11, 13];
    expect([...lines].toSorted((a, b) => a - b)).toEqual(seen);
  });

  test("a text that is no program has no tree", async () => {
    expect((await openGrammar("python"))("def f(:\n")).toBeUndefined();
  });
});

test("a line that only failing tests run is the most suspect, and a crash adds to it", () => {
  const suspects = findSuspects([
    {
      name: "red",
      file: "t",
      state: "failed",
      lines: { "a.js": [1, 2, 3] },
      crash: [{ file: "a.js", line: 3 }],
    },
    { name: "green", file: "t", state: "passed", lines: { "a.js": [1, 4] } },
    { name: "skipped", file: "t", state: "skipped", lines: { "a.js": [2] } },
  ]);
  expect(suspects.map(({ line }) => line)).toEqual([2, 3, 1]);
  expect(suspects.at(-1)?.score).toBeCloseTo(Math.SQRT1_2);
});
