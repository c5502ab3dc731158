import { describe, expect, test } from "vitest";
import { check, project, told } from "./unconfined-run.ts";

test("a command is one test by its exit", async () => {
  const root = project({ Makefile: "test:\n\t@echo counting; exit 3\n" });
  const run = await check(root);
  expect(told(run)).toEqual({ "make test": "failed" });
  expect(run).toMatchObject({ ended: true, exit: 2 });
  expect(run.tests[0]?.message).toContain("counting");
  expect(await check(root, "true")).toMatchObject({
    ended: true,
    exit: 0,
    tests: [{ name: "true", state: "passed" }],
  });
});

test("a command that is not there is said in one line", async () => {
  const trouble = "check command `no-such-runner` not found in the sandbox";
  expect(await check(project({}), "no-such-runner --all")).toMatchObject({
    exit: 127,
    ended: false,
    trouble,
  });
  const root = project({ "package.json": '{"scripts":{"test":"jest"}}' });
  expect((await check(root)).trouble).toBe("check command `jest` not found in the sandbox");
});

test("a runner that reports nothing is trouble", async () => {
  const run = await check(project({}), "echo vitest run");
  expect(run).toMatchObject({ ended: false, tests: [], trouble: "no report came from vitest: vitest run" });
});

test("what a check prints is kept without the report, with its head and its tail", async () => {
  const run = await check(project({}), "echo first; seq 100000; echo last");
  expect(run.output).toMatch(/^first\n1\n/);
  expect(run.output).toMatch(/100000\nlast$/);
  expect(run.output.length).toBeLessThan(20_000);
});

describe("a plain script", () => {
  const script = 'const { sum } = require("./src/sum.js");\nprocess.exit(sum(1, 2) === 3 ? 0 : 1);\n';

  test("may end by an exit of its own", async () => {
    const root = project({ "prove.js": script, "src/sum.js": "exports.sum = (a, b) => a + b;" });
    expect(await check(root, "node prove.js")).toMatchObject({
      exit: 0,
      ended: true,
      tests: [{ state: "passed" }],
    });
  });

  test("that the source left did not end", async () => {
    const root = project({ "prove.js": script, "src/sum.js": "\nprocess.exit(0);" });
    const run = await check(root, "node prove.js");
    expect(run).toMatchObject({ exit: 0, ended: false, tests: [{ state: "failed" }] });
    expect(run.trouble).toBe("the runner did not end by itself: process.exit was called in src/sum.js:2");
  });

  test.each([
    ["import sys\nsys.exit(0)", false],
    ["raise SystemExit(0)", false],
    ["import os\nos._exit(0)", false],
    ["def add(a, b): return a + b", true],
  ])("of Python with the source %j: ended is %s", async (source, ended) => {
    const prove = "import sys\nfrom sums import add\nsys.exit(0 if add(1, 2) == 3 else 1)\n";
    const run = await check(project({ "prove.py": prove, "sums.py": source }), "python3 prove.py");
    expect(run).toMatchObject({ exit: 0, ended });
  });

  test("that fails is red and has ended", async () => {
    const root = project({ "prove.js": script, "src/sum.js": "exports.sum = (a, b) => a - b;" });
    expect(await check(root, "node prove.js")).toMatchObject({
      exit: 1,
      ended: true,
      tests: [{ state: "failed" }],
    });
  });
});
