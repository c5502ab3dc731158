import { describe, expect, test } from "vitest";
import { findCheck } from "../../../../src/mechanisms/control/sensors/find.ts";
import { project } from "./unconfined-run.ts";

const script = (words: string): string => JSON.stringify({ scripts: { test: words, unit: "mocha" } });
const noTests = 'echo "Error: no test specified" && exit 1';
const nodeTest = 'import test from "node:test"; test("x", () => {});';
const unittest = "import unittest\nclass A(unittest.TestCase):\n    def test_x(self): pass\n";

describe("a check is found in", () => {
  test.each([
    [{ "package.json": script("node --test") }, "npm test", "package.json scripts.test", "node-test"],
    [{ "package.json": script("tsc && vitest run") }, "npm test", "package.json scripts.test", "vitest"],
    [{ "package.json": script("cross-env A=1 jest --ci") }, "npm test", "package.json scripts.test", "jest"],
    [{ "package.json": script("nyc mocha") }, "npm test", "package.json scripts.test", "mocha"],
    [{ "package.json": script("npm run unit") }, "npm test", "package.json scripts.test", "mocha"],
    [
      { "package.json": script("node check.js"), "check.js": "process.exitCode = 1" },
      "npm test",
      "package.json scripts.test",
      "command",
    ],
    [
      { "package.json": script("node test.mjs"), "test.mjs": nodeTest },
      "npm test",
      "package.json scripts.test",
      "node-test",
    ],
    [{ "package.json": script(noTests), Makefile: "test:\n\ttrue\n" }, "make test", "Makefile", "command"],
    [{ "package.json": script(noTests), "a.test.mjs": nodeTest }, "node --test", "a.test.mjs", "node-test"],
    [{ "pyproject.toml": "[tool.pytest.ini_options]\n" }, "python3 -m pytest", "pyproject.toml", "pytest"],
    [{ "setup.cfg": "[tool:pytest]\n" }, "python3 -m pytest", "setup.cfg", "pytest"],
    [{ "requirements.txt": "six\npytest>=8\n" }, "python3 -m pytest", "requirements.txt", "pytest"],
    [{ "test_a.py": "def test_x():\n    pass\n" }, "python3 -m pytest", "test_a.py", "pytest"],
    [{ "test_a.py": unittest }, "python3 -m unittest -v", "test_a.py", "unittest"],
    [
      { "tests/test_a.py": unittest },
      "python3 -m unittest discover -s tests -v",
      "tests/test_a.py",
      "unittest",
    ],
    [{ "Cargo.toml": "[package]\n" }, "cargo test", "Cargo.toml", "cargo"],
    [{ "go.mod": "module x\n" }, "go test ./...", "go.mod", "go"],
  ])("%j", async (files, command, source, runner) => {
    const found = await findCheck(project(Object.fromEntries(Object.entries(files))));
    expect(found).toEqual({ command, source, runner });
  });
});

test("a project without tests has no check", async () => {
  expect(await findCheck(project({ "package.json": "{ broken", "index.js": "" }))).toBeUndefined();
  expect(await findCheck(project({ "package.json": script(noTests) }))).toBeUndefined();
});

test.each([
  ["npm test", "node-test"],
  ["npm run unit", "mocha"],
  ["node --test test/", "node-test"],
  ["npx vitest run a.test.ts", "vitest"],
  ["yarn jest", "jest"],
  ["pytest -q", "pytest"],
  ["python -m pytest", "pytest"],
  ["python3 -W error -m unittest -v", "unittest"],
  ["make test", "command"],
  ["node build.js", "command"],
])("--verify `%s` wins and is known to be %s", async (command, runner) => {
  const files = { "package.json": script("node --test"), "pytest.ini": "", Makefile: "test:\n" };
  expect(await findCheck(project(files), command)).toEqual({ command, source: "--verify", runner });
});
