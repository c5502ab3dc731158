/** The repair search on small real projects, in the real sandbox. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { runSearch } from "../../../../src/mechanisms/tools/repair/search.ts";
import { enough, makeGround } from "./ground.ts";

const nodeTest = (lines: readonly string[]): string =>
  ['import test from "node:test";', 'import assert from "node:assert/strict";', ...lines].join("\n");

const oldest = {
  "package.json": '{ "type": "module" }',
  "src/oldest.js": [
    "export function oldest(people) {",
    "  let best = people[0];",
    "  for (const one of people) if (one.age < best.age) best = one;",
    "  return best;",
    "}",
    "export const double = (n) => n * 2;",
  ].join("\n"),
  "test/oldest.test.js": nodeTest([
    'import { oldest, double } from "../src/oldest.js";',
    'test("oldest", () => assert.equal(oldest([{ age: 3 }, { age: 9 }, { age: 4 }]).age, 9));',
    'test("double", () => assert.equal(double(4), 8));',
  ]),
};

describe("it repairs", () => {
  test("an ES module", async () => {
    const ground = await makeGround(oldest, "node --test", "node-test");
    const { found, failing } = await runSearch(ground, enough);
    expect(failing).toEqual(["oldest"]);
    expect(found).toMatchObject({ path: "src/oldest.js", line: 3, before: "<", operator: "swap-compare" });
    const text = readFileSync(path.join(ground.root, "src/oldest.js"), "utf8");
    expect(text.split(found?.old ?? "")).toHaveLength(2);
    expect(text.replace(found?.old ?? "", found?.new ?? "")).toContain("one.age > best.age");
  });

  test("a CommonJS module behind another one", async () => {
    const files = {
      "package.json": '{ "scripts": { "test": "timeout 60 node --test" } }',
      "index.js": 'const { total } = require("./total");\nmodule.exports = { total };',
      "total.js":
        "exports.total = (items) => {\n  let sum = 1;\n  for (const item of items) sum += item;\n  return sum;\n};",
      "index.test.js": [
        'const { describe, it } = require("node:test");',
        'const assert = require("node:assert");',
        'const { total } = require("./index.js");',
        'describe("total", () => { it("adds", () => { assert.equal(total([1, 2, 3]), 6); assert.equal(total([4, 7]), 11); assert.equal(total([]), 0); }); });',
      ].join("\n"),
    };
    const { found, failing } = await runSearch(await makeGround(files, "npm test", "node-test"), enough);
    expect(failing).toEqual(["total > adds"]);
    expect(found).toMatchObject({ path: "total.js", before: "1", after: "0" });
  });

  test("TypeScript", async () => {
    const files = {
      "package.json": '{ "type": "module" }',
      "src/page.ts":
        "export function page<T>(items: readonly T[], size: number, at: number): T[] {\n  const from: number = at * size;\n  return items.slice(from, from - size);\n}\n",
      "test/page.test.ts": nodeTest([
        'import { page } from "../src/page.ts";',
        'test("pages", () => assert.deepEqual(page([1, 2, 3, 4, 5], 2, 1), [3, 4]));',
        'test("the first page", () => assert.deepEqual(page([1, 2, 3], 2, 0), [1, 2]));',
        'test("the last page", () => assert.deepEqual(page([1, 2, 3, 4, 5, 6, 7], 3, 2), [7]));',
      ]),
    };
    const { found } = await runSearch(await makeGround(files, "node --test", "node-test"), enough);
    expect(found).toMatchObject({ path: "src/page.ts", before: "-", after: "+" });
  });

  test("a plain script of assertions", async () => {
    const files = {
      "clamp.js": "exports.clamp = (n, low, high) => Math.max(low, Math.max(n, high));\n",
      "check.js":
        'const { clamp } = require("./clamp");\nif (clamp(5, 0, 3) !== 3 || clamp(-1, 0, 3) !== 0) throw new Error("wrong");\n',
    };
    const { found } = await runSearch(await makeGround(files, "node check.js", "command"), enough);
    expect(found).toMatchObject({ path: "clamp.js", before: "max", after: "min" });
  });

  test("Python with unittest", async () => {
    const files = {
      "shop/__init__.py": "",
      "shop/price.py":
        "def price(items):\n    total = 0\n    for item in items:\n        total = item\n    return total\n",
      "tests/__init__.py": "",
      "tests/test_price.py":
        "import unittest\nfrom shop.price import price\n\n\nclass Price(unittest.TestCase):\n    def test_sum(self):\n        self.assertEqual(price([1, 2, 3]), 6)\n        self.assertEqual(price([4, 1]), 5)\n\n    def test_none(self):\n        self.assertEqual(price([]), 0)\n",
    };
    const { found, failing } = await runSearch(
      await makeGround(files, "python3 -m unittest", "unittest"),
      enough,
    );
    expect(failing).toEqual(["Price > test_sum"]);
    expect(found).toMatchObject({ path: "shop/price.py", line: 4, before: "=", after: "+=" });
  });

  test("Python in pytest's style, whether or not pytest is there", async () => {
    const files = {
      "words.py": "def longest(words):\n    return min(words, key=len)\n",
      "test_words.py":
        "from words import longest\n\n\ndef test_longest(tmp_path):\n    assert longest(['a', 'ccc', 'bb']) == 'ccc'\n    assert longest(['z', 'az']) == 'az'\n    assert longest(['abc', 'de', 'f']) == 'abc'\n    assert tmp_path.exists()\n",
    };
    const { found } = await runSearch(await makeGround(files, "pytest", "pytest"), enough);
    expect(found).toMatchObject({ path: "words.py", before: "min", after: "max" });
  });
});

/** Candidates enough to come to the repair, where each of them is slow. */
const few = { ...enough, limit: 130 };

describe("it is not fooled", () => {
  test("an endless loop ends, and its repair is found", async () => {
    const files = {
      "package.json": '{ "type": "module" }',
      "count.js":
        "export function count(to) {\n  const seen = [];\n  let at = 0;\n  while (at < to) {\n    seen.push(at);\n    at -= 1;\n  }\n  return seen;\n}\n",
      "count.test.js": nodeTest([
        'import { count } from "./count.js";',
        'test("counts", () => assert.deepEqual(count(3), [0, 1, 2]));',
        'test("none", () => assert.deepEqual(count(0), []));',
        'test("more", () => assert.deepEqual(count(5), [0, 1, 2, 3, 4]));',
      ]),
    };
    const { found } = await runSearch(await makeGround(files, "node --test", "node-test"), few);
    expect(found).toMatchObject({ path: "count.js", line: 6 });
  });

  test("an endless asynchronous loop and a promise that nobody settles end too", async () => {
    const files = {
      "package.json": '{ "type": "module" }',
      "poll.js":
        "export async function poll(ask) {\n  let turns = 0;\n  while (!(await ask())) turns -= 1;\n  return turns;\n}\nexport const never = () => new Promise(() => {});\n",
      "poll.test.js": nodeTest([
        'import { poll, never } from "./poll.js";',
        'test("polls", async () => { let left = 3; assert.equal(await poll(async () => (left -= 1) === 0), 2); });',
        'test("never", { skip: true }, () => never());',
      ]),
    };
    const { found } = await runSearch(await makeGround(files, "node --test", "node-test"), enough);
    expect(found).toMatchObject({ path: "poll.js", line: 3 });
  });

  test("an endless loop in Python ends, and its repair is found", async () => {
    const files = {
      "halve.py":
        "def halvings(n):\n    count = 0\n    while n > 1:\n        n = n * 2\n        count += 1\n    return count\n",
      "test_halve.py":
        "import unittest\nfrom halve import halvings\n\n\nclass Halve(unittest.TestCase):\n    def test_eight(self):\n        self.assertEqual(halvings(8), 3)\n        self.assertEqual(halvings(1), 0)\n        self.assertEqual(halvings(20), 4)\n        self.assertEqual(halvings(3), 1)\n        self.assertEqual(halvings(64), 6)\n        self.assertEqual(halvings(2), 1)\n",
    };
    const { found } = await runSearch(await makeGround(files, "python3 -m unittest -v", "unittest"), few);
    expect(found).toMatchObject({ path: "halve.py", line: 4 });
  }, 240_000);

  test("code that ends its process has not passed", async () => {
    const files = {
      "package.json": '{ "type": "module" }',
      "run.js": "export function run(fail) {\n  if (fail) process.exit(0);\n  return 2;\n}\n",
      "run.test.js": nodeTest([
        'import { run } from "./run.js";',
        'test("runs", () => { const got = run(false); assert.equal(got, 3); assert.equal(run(0), 3); assert.equal(run(""), 3); });',
      ]),
    };
    const { found } = await runSearch(await makeGround(files, "node --test", "node-test"), enough);
    expect(found).toMatchObject({ path: "run.js", line: 3, after: "3" });
  });

  test("coroutines that wait for one another, and for long, end without waiting", async () => {
    const files = {
      "relay.py":
        "import asyncio\n\n\nasync def relay(names):\n    ready = asyncio.Event()\n    if not names:\n        ready.set()\n    await asyncio.sleep(20)\n    await ready.wait()\n    return len(names)\n",
      "test_relay.py":
        "import asyncio\nimport unittest\nfrom relay import relay\n\n\nclass Relay(unittest.TestCase):\n    def test_relay(self):\n        self.assertEqual(asyncio.run(relay(['a'])), 1)\n        self.assertEqual(asyncio.run(relay(['a', 'b'])), 2)\n        self.assertEqual(asyncio.run(relay(['c'])), 1)\n",
    };
    const { found, tried } = await runSearch(await makeGround(files, "python3 -m unittest", "unittest"), few);
    expect(found).toMatchObject({ path: "relay.py" });
    expect(tried).toBeGreaterThan(0);
  }, 240_000);

  test("nor in Python", async () => {
    const files = {
      "run.py": "import os\n\n\ndef run(fail):\n    if fail:\n        os._exit(0)\n    return 2\n",
      "test_run.py":
        "import unittest\nfrom run import run\n\n\nclass Run(unittest.TestCase):\n    def test_run(self):\n        self.assertEqual(run(False), 3)\n        self.assertEqual(run(0), 3)\n        self.assertEqual(run(''), 3)\n",
    };
    const { found } = await runSearch(await makeGround(files, "python3 -m unittest", "unittest"), enough);
    expect(found).toMatchObject({ path: "run.py", line: 7, after: "3" });
  });

  test("a change that mends one test and breaks another is not a repair", async () => {
    const files = {
      "package.json": '{ "type": "module" }',
      "sign.js": "export const sign = (n) => (n < 0 ? -1 : 1);\n",
      "sign.test.js": nodeTest([
        'import { sign } from "./sign.js";',
        'test("one", () => assert.equal(sign(5), -1));',
        'test("another", () => assert.equal(sign(5), 1));',
      ]),
    };
    const { found, why, tried } = await runSearch(
      await makeGround(files, "node --test", "node-test"),
      enough,
    );
    expect(found).toBeNull();
    expect(why).toMatch(/^none of the first \d+ of \d+ changes makes every test pass$/);
    expect(tried).toBeGreaterThan(10);
  });
});

test("the same project gives the same patch after the same number of tries", async () => {
  const first = await runSearch(await makeGround(oldest, "node --test", "node-test"), enough);
  const second = await runSearch(await makeGround(oldest, "node --test", "node-test"), enough);
  expect(second).toEqual(first);
});

test("a patch that is excluded is not found again", async () => {
  const ground = await makeGround(oldest, "node --test", "node-test");
  const first = await runSearch(ground, enough);
  const second = await runSearch(ground, { ...enough, exclude: [first.found?.id ?? ""] });
  expect(second.found?.id).not.toBe(first.found?.id);
});

test("the project is as it was after a search", async () => {
  const ground = await makeGround(oldest, "node --test", "node-test");
  await runSearch(ground, enough);
  for (const [name, text] of Object.entries(oldest))
    expect(readFileSync(path.join(ground.root, name), "utf8")).toBe(text);
});

test.each([
  ["npx mocha", "mocha", /`npx` are not supported yet/],
  ["make && make test", "command", /more than one simple command/],
] as const)("`%s` is not supported, and it says so", async (command, runner, words) => {
  const { found, why } = await runSearch(await makeGround(oldest, command, runner), enough);
  expect(found).toBeNull();
  expect(why).toMatch(words);
});

test("a project whose tests pass has nothing to repair", async () => {
  const files = { ...oldest, "src/oldest.js": oldest["src/oldest.js"].replace("<", ">") };
  const { found, why } = await runSearch(await makeGround(files, "node --test", "node-test"), enough);
  expect(found).toBeNull();
  expect(why).toContain("all 2 tests pass");
});
