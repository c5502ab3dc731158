/** The warm workers, in the real sandbox. */
import { expect, onTestFinished, test } from "vitest";
import { openCrew, type Crew } from "../../../../src/mechanisms/tools/repair/crew.ts";
import { makeGround } from "./ground.ts";

type Order = Parameters<Crew["run"]>[0];

const order = (files: readonly string[], more: Partial<Order> = {}): Order => ({
  files,
  cover: false,
  bail: false,
  fuel: 10_000,
  seconds: 1,
  script: false,
  ...more,
});

async function open(
  files: Readonly<Record<string, string>>,
  language: "javascript" | "python",
): Promise<Crew> {
  const ground = await makeGround(files, "node --test", "node-test");
  const crew = openCrew(ground.root, language, (program) => ground.launch(program));
  onTestFinished(() => crew.close());
  return crew;
}

/** Exponential inside the regular expression engine, where nothing burns fuel. */
const stuck =
  "const test = require('node:test');\ntest('stuck', () => { /^(a+)+$/.test('a'.repeat(60) + '!'); });\n";
const fine = "const test = require('node:test');\ntest('fine', () => {});\n";

test("native code that never returns ends its worker by CPU time, and the next run has a new one", async () => {
  const crew = await open({ "stuck.test.js": stuck, "fine.test.js": fine }, "javascript");
  expect(await crew.run(order(["stuck.test.js"], { seconds: 0.3 }))).toBeUndefined();
  const report = await crew.run(order(["fine.test.js"]));
  expect(report?.tests).toMatchObject([{ name: "fine", state: "passed" }]);
});

test("a loop that keeps what it makes ends long before its fuel does, and the worker goes on", async () => {
  const hoard =
    "const test = require('node:test');\nconst { keep } = require('./keep');\ntest('hoards', () => keep());\n";
  const files = { "hoard.test.js": hoard, "fine.test.js": fine, "keep.js": "" };
  const crew = await open(files, "javascript");
  crew.keep({
    "keep.js":
      "exports.keep = () => { const all = []; for (;;) { __tackleTick(); all.push([all.length]); } };",
  });
  const greedy = await crew.run(order(["hoard.test.js"], { fuel: 1_000_000_000, seconds: 60 }));
  expect(greedy?.tests).toMatchObject([{ name: "hoards", state: "failed" }]);
  expect(greedy?.tests[0]?.message).toContain("for too long");
  const report = await crew.run(order(["fine.test.js"]));
  expect(report?.tests).toMatchObject([{ name: "fine", state: "passed" }]);
});

test("native code that never returns costs Python one run, not the worker", async () => {
  const files = {
    "test_stuck.py": "import re\n\n\ndef test_stuck():\n    re.match(r'^(a+)+$', 'a' * 60 + '!')\n",
    "test_fine.py": "def test_fine():\n    assert True\n",
  };
  const crew = await open(files, "python");
  const first = await crew.run(order(["test_stuck.py"], { seconds: 0.2 }));
  expect(first?.tests).toMatchObject([{ name: "test_stuck", state: "failed" }]);
  const second = await crew.run(order(["test_fine.py"]));
  expect(second?.tests).toMatchObject([{ name: "test_fine", state: "passed" }]);
});

test("hooks, subtests, skipped tests and callbacks are node:test's", async () => {
  const text = [
    "const { describe, it, before, beforeEach, test } = require('node:test');",
    "const assert = require('node:assert');",
    "let log = [];",
    "before(() => log.push('first'));",
    "describe('suite', () => {",
    "  beforeEach(() => log.push('each'));",
    "  it('runs hooks', () => assert.deepEqual(log, ['first', 'each']));",
    "  it.skip('is skipped', () => assert.fail());",
    "  it('has no body');",
    "});",
    "test('subtests', async (t) => {",
    "  await t.test('inner', () => {});",
    "  await t.test('broken', () => assert.equal(1, 2));",
    "});",
    "test('callback', (t, done) => setTimeout(done, 5));",
    "test('never settles', () => new Promise(() => {}));",
    "test('late', async () => { setTimeout(() => { throw new Error('late'); }, 1); await new Promise((go) => setTimeout(go, 20)); });",
    "test('todo', { todo: true }, () => assert.fail());",
  ].join("\n");
  const crew = await open({ "all.test.js": text }, "javascript");
  const report = await crew.run(order(["all.test.js"]));
  expect(report?.tests.map(({ name, state }) => `${state} ${name}`)).toEqual([
    "passed suite > runs hooks",
    "skipped suite > is skipped",
    "skipped suite > has no body",
    "passed subtests > inner",
    "failed subtests > broken",
    "failed subtests",
    "passed callback",
    "failed never settles",
    "failed late",
    "skipped todo",
  ]);
});

test("each run has a fresh module graph, for ES and CommonJS modules", async () => {
  const files = {
    "count.mjs": "export const state = { n: 0 };",
    "count.cjs": "exports.state = { n: 0 };",
    "all.test.mjs": [
      "import test from 'node:test';",
      "import { state as a } from './count.mjs';",
      "import { state as b } from './count.cjs';",
      "test('fresh', () => { a.n += 1; b.n += 1; if (a.n !== 1 || b.n !== 1) throw new Error('stale'); });",
    ].join("\n"),
  };
  const crew = await open(files, "javascript");
  for (let turn = 0; turn < 3; turn += 1) {
    const report = await crew.run(order(["all.test.mjs"]));
    expect(report?.tests).toMatchObject([{ name: "fresh", state: "passed" }]);
  }
});

test("the candidate's text stands for the file in that run alone", async () => {
  const files = {
    "one.js": "exports.one = 1;",
    "all.test.js":
      "const test = require('node:test');\ntest('one', () => { if (require('./one').one !== 1) throw new Error('no'); });",
  };
  const crew = await open(files, "javascript");
  const states: (string | undefined)[] = [];
  for (const candidate of [{}, { "one.js": "exports.one = 2;" }, {}])
    states.push((await crew.run(order(["all.test.js"], { candidate })))?.tests[0]?.state);
  expect(states).toEqual(["passed", "failed", "passed"]);
});

test("an ES module that a CommonJS module requires is the candidate's too", async () => {
  const files = {
    "package.json": "{}",
    "one.mjs": "export const one = 1;",
    "all.test.cjs":
      "const test = require('node:test');\nconst { one } = require('./one.mjs');\ntest('one', (t) => t.assert.equal(one, 1));",
  };
  const crew = await open(files, "javascript");
  const states: (string | undefined)[] = [];
  for (const candidate of [{}, { "one.mjs": "export const one = 2;" }, {}])
    states.push((await crew.run(order(["all.test.cjs"], { candidate })))?.tests[0]?.state);
  expect(states).toEqual(["passed", "failed", "passed"]);
});

test("a worker sees no file outside the workspace, and writes none in it", async () => {
  const text = [
    "const test = require('node:test');",
    "const { readFileSync, writeFileSync } = require('node:fs');",
    "test('reads', () => readFileSync('/etc/shadow'));",
    "test('writes', () => writeFileSync('made.txt', ''));",
  ].join("\n");
  const crew = await open({ "all.test.js": text }, "javascript");
  const report = await crew.run(order(["all.test.js"]));
  expect(report?.tests.map(({ state }) => state)).toEqual(["failed", "failed"]);
});

test("pytest's parametrize, fixtures that it cannot make, and unittest's skips are told apart", async () => {
  const text = [
    "import unittest",
    "",
    "def marked(function):",
    "    class Mark:",
    "        name = 'parametrize'",
    "        args = ('a, b', [(1, 1), (1, 2)])",
    "    function.pytestmark = [Mark]",
    "    return function",
    "",
    "@marked",
    "def test_same(a, b):",
    "    assert a == b",
    "",
    "def test_needs(database):",
    "    assert database",
    "",
    "class TestPlain:",
    "    def test_it(self):",
    "        assert True",
    "",
    "class Case(unittest.TestCase):",
    "    @unittest.skip('not now')",
    "    def test_skipped(self):",
    "        self.fail()",
    "    def test_leaves(self):",
    "        raise SystemExit(0)",
  ].join("\n");
  const crew = await open({ "test_all.py": text }, "python");
  const report = await crew.run(order(["test_all.py"]));
  expect(report?.tests.map(({ name, state }) => `${state} ${name}`)).toEqual([
    "passed test_same[0]",
    "failed test_same[1]",
    "skipped test_needs",
    "passed TestPlain > test_it",
    "failed Case > test_leaves",
    "skipped Case > test_skipped",
  ]);
});
