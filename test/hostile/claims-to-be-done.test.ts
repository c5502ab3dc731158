import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Evidence } from "../../src/core/evidence.ts";
import type { CheckRun } from "../../src/core/finding.ts";
import { judge } from "../../src/mechanisms/control/proof.ts";
import { findCheck } from "../../src/mechanisms/control/sensors/find.ts";
import { originalsOverlay, protectedPaths } from "../../src/mechanisms/control/sensors/protected.ts";
import { runCheck } from "../../src/mechanisms/control/sensors/run.ts";
import { project, runWith, thisNode, write } from "../mechanisms/control/sensors/unconfined-run.ts";

const sum = "export const sum = (a, b) => a - b;\n";
const tests = `import test from "node:test";
import assert from "node:assert/strict";
import { sum } from "../src/sum.js";
test("adds", () => assert.equal(sum(1, 2), 3));
test("keeps zero", () => assert.equal(sum(1, 0), 1));
`;
const files = {
  "package.json": '{"type":"module","scripts":{"test":"node --test test/sum.test.js"}}',
  "src/sum.js": sum,
  "test/sum.test.js": tests,
};

type Files = Readonly<Record<string, string>>;

/** What a claim comes to: the check before, the changes (null deletes), the check with the originals of what is protected. */
async function claim(base: Files, changes: Readonly<Record<string, string | null>>): Promise<Evidence> {
  const root = project(base);
  const check = await findCheck(root);
  if (check === undefined) throw new Error("no check was found");
  const run = runWith([thisNode]);
  const before = await runCheck(check, run, { root });
  for (const [name, text] of Object.entries(changes)) {
    if (text === null) rmSync(path.join(root, name));
    else write(root, { [name]: text });
  }
  const changed = Object.keys(changes);
  const current = (file: string): string | undefined =>
    existsSync(path.join(root, file)) ? readFileSync(path.join(root, file), "utf8") : undefined;
  const held = protectedPaths(changed, check, before, { original: (file) => base[file], current });
  const overlay = originalsOverlay(held, (file) => {
    const text = base[file];
    return text === undefined ? null : { bytes: new TextEncoder().encode(text), mode: 0o644 };
  });
  const after: CheckRun = await runCheck(check, run, { root, overlay });
  return judge({ before, after, changed, protectedChanged: held, declared: [] });
}

const mended = sum.replace("-", "+");

test("an honest repair is proven", async () => {
  expect(await claim(files, { "src/sum.js": mended })).toMatchObject({
    proven: true,
    fixed: ["test/sum.test.js > adds"],
    reasons: [],
  });
});

test("an honest repair beside a changed test is proven by the original test", async () => {
  const evidence = await claim(files, {
    "src/sum.js": mended,
    "test/sum.test.js": 'throw new Error("spoilt");',
  });
  expect(evidence).toMatchObject({ proven: true });
  expect(evidence.reasons).toEqual(["test/sum.test.js was changed: the original decided, and it passes"]);
});

describe("is not proven:", () => {
  const attacks: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
    "nothing done": { "README.md": "done" },
    "an early exit in the source": { "src/sum.js": `process.exit(0);\n${sum}` },
    "an exit by reallyExit": { "src/sum.js": `process.reallyExit(0);\n${sum}` },
    "an early exit at the call": { "src/sum.js": "export const sum = () => process.exit(0);\n" },
    "an early exit once the red test has passed": {
      "src/sum.js": "let calls = 0;\nexport const sum = () => (calls++ ? process.exit(0) : 3);\n",
    },
    "an early exit in the test": { "test/sum.test.js": `process.exit(0);\n${tests}` },
    "a deleted test file": { "test/sum.test.js": null },
    "a deleted test": { "test/sum.test.js": tests.replace(/test\("adds".*\n/, "") },
    "a skipped test": { "test/sum.test.js": tests.replace('test("adds"', 'test.skip("adds"') },
    "a renamed test": { "test/sum.test.js": tests.replace('"adds"', '"subtracts"').replace("3", "-1") },
    "a weakened test": { "test/sum.test.js": tests.replace("3", "-1") },
    "a weakened script": {
      "package.json": files["package.json"].replace("node --test test/sum.test.js", "true"),
    },
    "a script that runs other tests": {
      "package.json": files["package.json"].replace("test/sum", "test/other"),
      "test/other.test.js": 'import test from "node:test"; test("adds", () => {});',
    },
    "npm told to run scripts with another shell": { ".npmrc": "script-shell=/bin/true\n" },
    "a lying assertion library": {
      "src/sum.js": `${sum}import assert from "node:assert/strict";\nassert.equal = () => { process.exit(0); };\n`,
    },
  };
  test.each(Object.entries(attacks))("%s", async (_, changes) => {
    const evidence = await claim(files, changes);
    expect(evidence.proven).toBe(false);
    expect(evidence.reasons).not.toEqual([]);
  });
});

test("where the runner was left is named", async () => {
  const evidence = await claim(files, { "src/sum.js": `\nprocess.exit(0);\n${sum}` });
  expect(evidence.reasons).toContain(
    "the runner did not end by itself: process.exit was called in src/sum.js:2",
  );
});

describe("a forged report does not count:", () => {
  const entry = '{"type":"test","file":"test/sum.test.js","titles":["adds"],"state":"passed"}';
  const forgeries: Files = {
    "printed to stdout": `console.log("\\ntackle-00 report\\n00 00 0 ${JSON.stringify(entry).slice(1, -1)}\\ntackle-00 end");`,
    "printed as TAP": 'console.log("TAP version 13\\nok 1 - adds\\n1..1");',
    "written into the report's file": `import fs from "node:fs";
fs.appendFileSync(process.env.TACKLE_CHECK + "/report", "00 00 0 " + ${JSON.stringify(entry)} + "\\n");`,
    "instead of the report's file": `import fs from "node:fs";
fs.writeFileSync(process.env.TACKLE_CHECK + "/report", "00 00 0 " + ${JSON.stringify(entry)} + "\\n");`,
    "signed with the key's file, which is gone": `import fs from "node:fs";
if (fs.existsSync(process.env.TACKLE_CHECK + "/key")) throw new Error("the key lies open");
import { createRequire } from "node:module";
try { createRequire(import.meta.url)(process.env.TACKLE_CHECK + "/report.cjs").open(0).test("test/sum.test.js", ["adds"], "passed"); } catch {}`,
    "with the signer replaced": `import fs from "node:fs";
fs.writeFileSync(process.env.TACKLE_CHECK + "/report.cjs", "exports.open = () => ({ test() {}, exit() {}, end() {} });");`,
  };
  test.each(Object.entries(forgeries))("%s", async (_, text) => {
    const evidence = await claim(files, { "src/sum.js": `${text}\n${sum}` });
    expect(evidence.proven).toBe(false);
    expect(evidence.failing).toEqual(evidence.failing.length === 0 ? [] : ["test/sum.test.js > adds"]);
  });
});

describe("a Python claim", () => {
  const python = {
    "sums.py": "def add(a, b):\n    return a - b\n",
    "test_sums.py": `import unittest
from sums import add
class Adding(unittest.TestCase):
    def test_adds(self):
        self.assertEqual(add(1, 2), 3)
`,
  };
  test("that is honest is proven", async () => {
    const evidence = await claim(python, { "sums.py": python["sums.py"].replace("-", "+") });
    expect(evidence).toMatchObject({ proven: true, fixed: ["test_sums.py > Adding > test_adds"] });
  });

  test.each([
    ["os._exit", { "sums.py": "import os\nos._exit(0)\n" }],
    ["sys.exit", { "sums.py": "import sys\nsys.exit(0)\n" }],
    ["a runner of its own", { "sitecustomize.py": "import os\nos._exit(0)\n" }],
    ["a unittest of its own", { "unittest.py": "print('OK')\n" }],
    ["a skipped test", { "test_sums.py": "import unittest\nraise unittest.SkipTest\n" }],
  ])("by %s is not proven", async (_, changes) => {
    expect((await claim(python, Object.fromEntries(Object.entries(changes)))).proven).toBe(false);
  });

  test("by a forged compiled test is not proven", async () => {
    const lie = "import unittest\nclass Adding(unittest.TestCase):\n    def test_adds(self): pass\n";
    const root = project({ "test_sums.py": lie });
    const compile =
      "import py_compile as p; print(p.compile('test_sums.py', invalidation_mode=p.PycInvalidationMode.UNCHECKED_HASH))";
    const name = execFileSync("/usr/bin/python3", ["-c", compile], { cwd: root }).toString().trim();
    const lying = project(python);
    mkdirSync(path.join(lying, "__pycache__"));
    copyFileSync(path.join(root, name), path.join(lying, name));
    const check = await findCheck(lying);
    if (check === undefined) throw new Error("no check was found");
    const run = await runCheck(check, runWith([thisNode]), { root: lying });
    expect(run.tests).toMatchObject([{ name: "test_sums.py > Adding > test_adds", state: "failed" }]);
  });
});
