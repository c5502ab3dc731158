import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { check, project, thisNode, told } from "./unconfined-run.ts";

const files = {
  "package.json": '{"type":"module","scripts":{"test":"node --test"}}',
  "src/sum.js": "export const sum = (a, b) => a - b;\n",
  "test/sum.test.js": `import { describe, it, test } from "node:test";
import assert from "node:assert/strict";
import { sum } from "../src/sum.js";
describe("sum", () => {
  it("adds", () => assert.equal(sum(1, 2), 3));
  it("keeps zero", () => assert.equal(sum(1, 0), 1));
  it.skip("is lazy", () => {});
});
test("parent", async (t) => { await t.test("child", () => {}); });
test.todo("later");
`,
};
const wanted = {
  "test/sum.test.js > sum > adds": "failed",
  "test/sum.test.js > sum > keeps zero": "passed",
  "test/sum.test.js > sum > is lazy": "skipped",
  "test/sum.test.js > parent > child": "passed",
  "test/sum.test.js > parent": "passed",
  "test/sum.test.js > later": "skipped",
};

const nodes = [
  { node: "this node", folder: thisNode },
  ...["/usr/local/bin", "/usr/bin"]
    .filter((folder) => existsSync(`${folder}/node`))
    .map((folder) => ({ node: `${folder}/node`, folder })),
];

describe.each(nodes)("$node", ({ folder }) => {
  test.each([
    "npm test",
    "node --test",
    "node test/sum.test.js",
    "node --test --test-reporter=dot test/sum.test.js",
  ])("`%s` is told by name", async (verify) => {
    const run = await check(project(files), verify, [folder, thisNode]);
    expect(run.check.runner).toBe("node-test");
    expect(told(run)).toEqual(wanted);
    expect(run).toMatchObject({ exit: 1, ended: true, timedOut: false });
    const red = run.tests.find(({ state }) => state === "failed");
    expect(red).toMatchObject({ file: "test/sum.test.js", location: { file: "test/sum.test.js", line: 5 } });
    expect(red?.message).toContain("-1 !== 3");
  });

  test("a test file that does not load is a failed test with the place of the mistake", async () => {
    const run = await check(
      project({ ...files, "src/sum.js": "export const sum = (a, b => a;\n" }),
      undefined,
      [folder, thisNode],
    );
    expect(told(run)).toEqual({ "test/sum.test.js": "failed" });
    expect(run.tests[0]?.location).toEqual({ file: "src/sum.js", line: 1 });
    expect(run.tests[0]?.message).toContain("SyntaxError");
  });

  test("an early exit in the source is not an end, and its place is named", async () => {
    const source = "process.exit(0);\nexport const sum = () => 0;\n";
    const run = await check(project({ ...files, "src/sum.js": source }), undefined, [folder, thisNode]);
    expect(run).toMatchObject({
      exit: 0,
      ended: false,
      trouble: "the runner did not end by itself: process.exit was called in src/sum.js:1",
    });
  });

  test("an early exit in a test that runs alone is not an end", async () => {
    const text = 'require("node:test").test("x", () => process.exit(0));';
    const run = await check(project({ "x.test.cjs": text }), "node x.test.cjs", [folder, thisNode]);
    expect(run).toMatchObject({ exit: 0, ended: false, tests: [] });
    expect(run.trouble).toContain("x.test.cjs:1");
  });
});

test("runners in a chain are all told", async () => {
  const root = project({
    ...files,
    "other.test.js": 'import { test } from "node:test"; test("other", () => {});',
  });
  const run = await check(root, "node --test other.test.js && node --test test/sum.test.js");
  expect(told(run)["other.test.js > other"]).toBe("passed");
  expect(run.tests.length).toBeGreaterThan(1);
});

test("a command-line program under test may exit as it likes", async () => {
  const root = project({
    "cli.js": "process.exit(0);",
    "cli.test.js": `const { test } = require("node:test");
test("it ends well", () => { require("node:child_process").execFileSync(process.execPath, [__dirname + "/cli.js"]); });`,
  });
  expect(await check(root, "node --test cli.test.js")).toMatchObject({ exit: 0, ended: true });
});

test("runners side by side are all told", async () => {
  const names = ["a", "b", "c", "d", "e"];
  const root = project(
    Object.fromEntries(
      names.map((name) => [`${name}.test.cjs`, `require("node:test").test("${name}", () => {});`]),
    ),
  );
  const run = await check(root, `${names.map((name) => `node --test ${name}.test.cjs`).join(" & ")}; wait`);
  expect(told(run)).toEqual(
    Object.fromEntries(names.map((name) => [`${name}.test.cjs > ${name}`, "passed"])),
  );
  expect(run).toMatchObject({ exit: 0, ended: true });
});

test("a run that a test starts is no part of the report", async () => {
  const root = project({
    "inner/a.test.cjs": 'require("node:test").test("inner", () => { throw new Error("wanted"); });',
    "outer.test.cjs": `const { spawnSync } = require("node:child_process");
const { NODE_TEST_CONTEXT, ...env } = process.env;
require("node:test").test("outer", () => { spawnSync(process.execPath, ["--test", "inner/a.test.cjs"], { env }); });`,
  });
  const run = await check(root, "node --test outer.test.cjs");
  expect(told(run)).toEqual({ "outer.test.cjs > outer": "passed" });
  expect(run).toMatchObject({ exit: 0, ended: true });
});
