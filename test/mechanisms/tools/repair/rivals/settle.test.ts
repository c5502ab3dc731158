/** Probes are made of the tests' own calls, and a search says when the tests do not tell right from wrong. */
import { describe, expect, test } from "vitest";
import { probeFile } from "../../../../../src/mechanisms/tools/repair/rivals/probe-file.ts";
import { standsIn } from "../../../../../src/mechanisms/tools/repair/rivals/interview.ts";
import { probesOf } from "../../../../../src/mechanisms/tools/repair/rivals/probes.ts";
import { isBelieved } from "../../../../../src/mechanisms/tools/repair/rivals/settle.ts";
import { runSearch } from "../../../../../src/mechanisms/tools/repair/search.ts";
import type { Source } from "../../../../../src/mechanisms/tools/repair/sources.ts";
import { grammarOf, openGrammar } from "../../../../../src/mechanisms/tools/repair/syntax.ts";
import { enough, makeGround } from "../ground.ts";

async function source(file: string, text: string): Promise<Source> {
  const grammar = grammarOf(file);
  if (!grammar) throw new TypeError("no grammar");
  const parse = await openGrammar(grammar);
  const tree = parse(text);
  if (!tree) throw new TypeError("not a program");
  return { file, text, tree, grammar, parse };
}

describe("probes", () => {
  test("vary what the tests call, call nothing else, and are the same every time", async () => {
    const program = await source("a.py", "def f(xs, n):\n    return xs[n]\n");
    const tests = await source(
      "test_a.py",
      "from a import f\n\ndef test_f():\n    assert f([1, 2, 3], 1) == len([2, 3])\n    assert f(other(), 2) == 3\n",
    );
    const probes = probesOf(tests, [program]);
    expect(probes[0]).toEqual({ code: "f([1, 2, 3], 1)", own: true, given: [[1, 2, 3], 1] });
    expect(probes.length).toBeGreaterThan(20);
    expect(probes.every(({ code }) => code.startsWith("f(["))).toBe(true);
    // The tests pass nothing below zero: few probes do, and some.
    const below = probes.filter(({ code }) => code.includes("-"));
    expect(below.length).toBeGreaterThan(0);
    expect(below.length).toBeLessThan(probes.length / 8);
    expect(probesOf(tests, [program])).toEqual(probes);
    const text = probeFile(tests, probes);
    expect(text.startsWith("from a import f\n")).toBe(true);
    expect(text).not.toContain("other()");
    expect((await openGrammar("python"))(text)).toBeDefined();
  });

  test("objects are varied in their values, and constants of the test file and what it imports can be passed", async () => {
    const program = await source("a.js", "export const f = (x, y) => x.size + y;\n");
    const tests = await source(
      "a.test.js",
      [
        'import { f } from "./a.js";',
        'import { HUGE } from "./sizes.js";',
        'const big = { size: 40, "in": ["m"] };',
        "let later;",
        'test("f", () => assert.equal(f(big, 2) + f(HUGE, 1) + f({ size: 3 }, 1) + f(later, 1), 9));',
      ].join("\n"),
    );
    const probes = probesOf(tests, [program]);
    const own = probes.flatMap((one) => (one.own ? [one.code] : []));
    expect(own).toEqual(['f({size: 40, "in": ["m"]}, 2)', "f(HUGE, 1)", "f({size: 3}, 1)"]);
    const others = probes.flatMap((one) => (one.own ? [] : [one.code]));
    expect(others).toContain("f({size: 4}, 1)");
    expect(others.some((code) => /^f\(\{size: 40, "in": \[(?:|"m", "m")\]\}, 2\)$/.test(code))).toBe(true);
    const text = probeFile(tests, probes);
    expect(text).toContain('import { HUGE } from "./sizes.js";');
    const python = await source("b.py", "def f(x):\n    return x\n");
    const fixture = await source(
      "test_b.py",
      "from b import f\nDAY = {'from': 1}\n\ndef test_f():\n    assert f(DAY)\n",
    );
    expect(probesOf(fixture, [python])[0]).toMatchObject({ code: "f({'from': 1})", own: true });
  });

  test("there are none where the tests call nothing with values", async () => {
    const program = await source("a.js", "exports.f = (x) => x;\n");
    const tests = await source("a.test.js", 'const { f } = require("./a");\nf(build());\n');
    expect(probesOf(tests, [program])).toEqual([]);
  });
});

test("where tests come to what is wrong through another module, changes that all pass are compared through it", async () => {
  const files = {
    "package.json": '{ "type": "module" }',
    "unit.js": "export const toGrams = (pounds) => pounds * 4536;\n",
    "basket.js":
      'import { toGrams } from "./unit.js";\n\nexport function weight(items) {\n  return items.reduce((sum, { pounds }) => sum + toGrams(pounds), 0);\n}\n',
    "basket.test.js": [
      'import test from "node:test";',
      'import assert from "node:assert/strict";',
      'import { weight } from "./basket.js";',
      'test("some", () => assert.equal(weight([{ pounds: 1 }]), 453.6));',
      'test("none", () => assert.equal(weight([]), 0));',
    ].join("\n"),
  };
  const ground = await makeGround(files, "node --test", "node-test");
  const { found, why, tried } = await runSearch(ground, enough);
  expect(found).toBeNull();
  expect(why).toMatch(/weight\(\[/);
  expect(tried).toBeGreaterThan(100);
});

describe("where nothing can be asked, since what has a state is made step by step", () => {
  const jar = (line: string): Readonly<Record<string, string>> => ({
    "package.json": '{ "type": "module" }',
    "jar.js": `export class Jar {\n  held = 0;\n\n  constructor(size) {\n    this.size = size;\n  }\n\n  put(some) {\n    ${line}\n    return this.held;\n  }\n}\n`,
    "jar.test.js": [
      'import test from "node:test";',
      'import assert from "node:assert/strict";',
      'import { Jar } from "./jar.js";',
      "const filled = (...all) => {",
      "  const jar = new Jar(5);",
      "  return all.map((some) => jar.put(some)).at(-1);",
      "};",
      'test("holds", () => assert.equal(filled(1, 2), 3));',
      'test("no more than its size", () => assert.equal(filled(3, 4), SIZE));',
    ]
      .join("\n")
      .replace("SIZE", line.includes("-") ? "7" : "5"),
  });

  test("a likely change is believed", async () => {
    const { found } = await runSearch(
      await makeGround(jar("this.held -= some;"), "node --test", "node-test"),
      enough,
    );
    expect(found).toMatchObject({ before: "-=", after: "+=" });
  });

  test("an unlikely one is not, and is told", async () => {
    const { found, why } = await runSearch(
      await makeGround(jar("this.held += some;"), "node --test", "node-test"),
      enough,
    );
    expect(found).toBeNull();
    expect(why).toContain("so unlikely a one may pass such few tests by chance");
  });
});

test("a call stands in the words at a function by itself, or by what it passes where that is long enough to be known", () => {
  const words = "Counts what is in both.\n>>> both([1, 2], ['a', None])\n0\nFor input 7 it is 1.";
  expect(standsIn(words, 'both([1,2], ["a", null])')).toBe(true);
  expect(standsIn("both of [1, 2], ['a', None] are lists", 'both([1,2], ["a", null])')).toBe(true);
  expect(standsIn(words, "both([1, 2], [])")).toBe(false);
  expect(standsIn(words, "both(7)")).toBe(false);
});

describe("settling", () => {
  test("where the tests do not tell several repairs apart, none is made, and a call that would is named", async () => {
    const files = {
      "size.py": "def size(a, b):\n    return a\n",
      "test_size.py": "from size import size\n\n\ndef test_size():\n    assert size(2, 2) == 4\n",
    };
    const { found, why } = await runSearch(await makeGround(files, "pytest", "pytest"), enough);
    expect(found).toBeNull();
    expect(why).toMatch(
      /changes make every test pass, and they do not agree: size\(\d+, \d+\) is \d+ after one/,
    );
  });

  test("a change that breaks what the words promise is not made, and the call and the sentence are named", async () => {
    const files = (words: string): Readonly<Record<string, string>> => ({
      "last.py": `def last(xs):\n    """The last of the list${words}."""\n    return xs[0]\n`,
      "test_last.py":
        "from last import last\n\n\ndef test_last():\n    assert last([1, 2]) == 2\n    assert last([5, 4, 3]) == 3\n    assert last([7, 9]) == 9\n    assert last([6]) == 6\n",
    });
    const free = await runSearch(await makeGround(files(""), "pytest", "pytest"), enough);
    expect(free.found).toMatchObject({ path: "last.py" });
    const bound = await runSearch(
      await makeGround(files("; 0 for an empty list"), "pytest", "pytest"),
      enough,
    );
    expect(bound.found).toBeNull();
    expect(bound.why).toContain(
      'last([]) raises, and the words at it say: "The last of the list; 0 for an empty list."',
    );
  });

  test("a usual slip needs no more than two calls, also where nothing is known of lines", async () => {
    const files = {
      "package.json": '{ "type": "module" }',
      "sum.js": "export const sum = (a, b) => a - b;\n",
      "sum.test.js": [
        'import test from "node:test";',
        'import assert from "node:assert/strict";',
        'import { sum } from "./sum.js";',
        'test("sum", () => assert.equal(sum(1, 2), 3));',
        'test("zero", () => assert.equal(sum(2, 0), 2));',
      ].join("\n"),
    };
    const { found } = await runSearch(await makeGround(files, "node --test", "node-test"), enough);
    expect(found).toMatchObject({ before: "-", after: "+" });
  });

  test("where they do, the repair is made although others pass too", async () => {
    const files = {
      "size.js": "exports.size = (a, b) => a + b;\n",
      "size.test.js": [
        'const test = require("node:test");',
        'const assert = require("node:assert");',
        'const { size } = require("./size");',
        'test("size", () => { assert.equal(size(2, 3), 6); assert.equal(size(4, 5), 20); assert.equal(size(0, 7), 0); });',
      ].join("\n"),
    };
    const { found } = await runSearch(await makeGround(files, "node --test", "node-test"), enough);
    expect(found).toMatchObject({ before: "+", after: "*" });
  });

  test("calls in a loop count as much as any: an unlikely change that two calls do not settle is believed with them", async () => {
    const files = (more: string): Readonly<Record<string, string>> => ({
      "middle.py": "def middle(a, b):\n    return a + b\n",
      "test_middle.py": `from middle import middle\n\n\ndef test_middle():\n    assert middle(2, 4) == 3\n    assert middle(1, 1) == 1\n${more}`,
    });
    const loop = "    for low in range(6):\n        assert middle(low, low + 10) == low + 5\n";
    const few = await runSearch(await makeGround(files(""), "pytest", "pytest"), enough);
    expect(few.found).toBeNull();
    const many = await runSearch(await makeGround(files(loop), "pytest", "pytest"), enough);
    expect(many.found).toMatchObject({ path: "middle.py", line: 2 });
    expect(many.found?.after).toContain("/ 2");
  });

  test("tests that only repeat the examples of the words need two counts to agree, however many calls they make", () => {
    const own = Array.from({ length: 7 }, () => ({ code: "f(1)", own: true, given: [1] }));
    const told = (count: number, repeated: boolean): Parameters<typeof isBelieved>[1] => ({
      probes: own.slice(0, count),
      unasked: 0,
      repeated,
    });
    const doubtful = { belief: 0.5, share: 0.9, calls: 7 };
    expect(isBelieved(doubtful, told(7, false))).toBe(true);
    expect(isBelieved(doubtful, told(7, true))).toBe(false);
    expect(isBelieved({ ...doubtful, belief: 0.8 }, told(7, true))).toBe(false);
    expect(isBelieved({ ...doubtful, belief: 0.8, share: 0.95 }, told(7, true))).toBe(true);
    expect(isBelieved({ belief: 0.8, share: 0.5, calls: 3 }, told(3, false))).toBe(true);
    expect(isBelieved({ belief: 0.8, share: 0.5, calls: 3 }, told(3, true))).toBe(false);
    expect(isBelieved({ belief: 0.8, share: 0.9, calls: 3 }, told(3, true))).toBe(true);
  });
});
