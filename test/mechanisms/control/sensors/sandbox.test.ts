import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { CheckRun } from "../../../../src/core/finding.ts";
import type { Sandbox } from "../../../../src/interface/environment/sandbox.ts";
import { openSandbox } from "../../../../src/interface/environment/sandbox/open.ts";
import { findCheck } from "../../../../src/mechanisms/control/sensors/find.ts";
import { originalsOverlay } from "../../../../src/mechanisms/control/sensors/protected.ts";
import { runCheck, type CheckOptions } from "../../../../src/mechanisms/control/sensors/run.ts";
import { project, thisNode, told } from "./unconfined-run.ts";

const nodeFiles = {
  "package.json": '{"type":"module","scripts":{"test":"node --test"}}',
  "sum.js": "export const sum = (a, b) => a - b;\n",
  "sum.test.js": `import test from "node:test";
import assert from "node:assert/strict";
import { sum } from "./sum.js";
test("adds", () => assert.equal(sum(1, 2), 3));
`,
};

async function confined(root: string): Promise<Sandbox> {
  const scratch = project({ keep: "" });
  const sandbox = await openSandbox("auto", {
    root,
    scratch,
    path: `${thisNode}:/usr/local/bin:/usr/bin:/bin`,
  });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

async function check(root: string, more: Partial<CheckOptions> = {}, verify?: string): Promise<CheckRun> {
  const sandbox = await confined(root);
  const found = await findCheck(root, verify);
  if (found === undefined) throw new Error("no check was found");
  return runCheck(found, (command) => sandbox.run(command), { root, ...more });
}

test("a confined check is told by name and leaves the project as it was", async () => {
  const root = project(nodeFiles);
  const run = await check(root);
  expect(run).toMatchObject({ exit: 1, ended: true });
  expect(told(run)).toEqual({ "sum.test.js > adds": "failed" });
  expect(run.tests[0]?.location).toEqual({ file: "sum.test.js", line: 4 });
});

test("a confined check sees the originals that it is shown", async () => {
  const root = project({
    ...nodeFiles,
    "sum.test.js": "process.exit(0);",
    "new.test.js": "process.exit(0);",
  });
  const bytes = new TextEncoder().encode(nodeFiles["sum.test.js"]);
  const overlay = originalsOverlay(["sum.test.js", "new.test.js"], (file) =>
    file === "sum.test.js" ? { bytes, mode: 0o644 } : null,
  );
  const run = await check(root, { overlay });
  expect(told(run)).toEqual({ "sum.test.js > adds": "failed" });
  expect(readFileSync(path.join(root, "sum.test.js"), "utf8")).toBe("process.exit(0);");
});

test("a confined unittest is told by name, and a program that is not there is trouble", async () => {
  const root = project({
    "test_sums.py":
      "import unittest\nclass Adding(unittest.TestCase):\n    def test_adds(self):\n        self.fail()\n",
  });
  expect(told(await check(root))).toEqual({ "test_sums.py > Adding > test_adds": "failed" });
  expect(await check(root, {}, "no-such-runner")).toMatchObject({
    ended: false,
    trouble: "check command `no-such-runner` not found in the sandbox",
  });
});

test("an endless check is ended", async () => {
  const root = project({ ...nodeFiles, "sum.js": "for (;;);\nexport const sum = 1;\n" });
  const run = await check(root, { timeLimit: 1500 });
  expect(run).toMatchObject({ ended: false, timedOut: true });
  expect(run.trouble).toMatch(/^the check was ended after \d+ s$/);
});
