import { expect, test } from "vitest";
import type { Check, CheckRun } from "../../../../src/core/finding.ts";
import { originalsOverlay, protectedPaths } from "../../../../src/mechanisms/control/sensors/protected.ts";

const check: Check = { command: "npm test", source: "package.json scripts.test", runner: "node-test" };

test.each([
  "test/sum.test.js",
  "src/sum.spec.ts",
  "src/__tests__/sum.js",
  "src/__snapshots__/a.snap",
  "test/helper.js",
  "tests/test_sum.py",
  "sum_test.go",
  "conftest.py",
  "package/conftest.py",
  "pytest.ini",
  "setup.cfg",
  "pyproject.toml",
  "sitecustomize.py",
  "pytest.py",
  "unittest/__init__.py",
  "vitest.config.ts",
  "vite.config.mts",
  "jest.config.js",
  "jest.setup.js",
  ".mocharc.yml",
  ".npmrc",
  ".env",
  "node_modules/.bin/vitest",
  "package.json",
])("%s is protected", (file) => {
  expect(protectedPaths([file, "src/sum.js"], check)).toEqual([file]);
});

test.each(["src/sum.js", "README.md", "src/latest.ts", "contest/a.js", "src/testing.ts", "Makefile"])(
  "%s is not protected",
  (file) => {
    expect(protectedPaths([file], check)).toEqual([]);
  },
);

test("a file that was reported as a test's is protected", () => {
  const tests = [{ name: "a", file: "odd/place.js", state: "passed" as const }];
  const before: CheckRun = {
    check,
    exit: 0,
    ended: true,
    tests,
    output: "",
    milliseconds: 1,
    timedOut: false,
  };
  expect(protectedPaths(["odd/place.js"], check, before)).toEqual(["odd/place.js"]);
});

test("the files that the check's command names are protected", () => {
  const script: Check = {
    command: "node ./scripts/prove.js && make test",
    source: "--verify",
    runner: "command",
  };
  expect(protectedPaths(["scripts/prove.js", "Makefile", "scripts/other.js"], script)).toEqual([
    "scripts/prove.js",
    "Makefile",
  ]);
});

test("a package.json is protected in the fields that a check depends on", () => {
  const original = JSON.stringify({ name: "a", scripts: { test: "node prove.js" } });
  const states = (now: string): Parameters<typeof protectedPaths>[3] => ({
    original: (file) => (file === "package.json" ? original : undefined),
    current: () => now,
  });
  const judged = (now: string): readonly string[] =>
    protectedPaths(["package.json", "prove.js"], check, undefined, states(now));
  expect(judged(original.replace('"a"', '"b"'))).toEqual(["prove.js"]);
  expect(judged(original.replace("node prove.js", "true"))).toEqual(["package.json", "prove.js"]);
  expect(judged("{")).toEqual(["package.json", "prove.js"]);
});

test("an overlay shows originals and hides what was not there", () => {
  const original = { bytes: new TextEncoder().encode("old"), mode: 0o644 };
  const overlay = originalsOverlay(["a.test.js", "new.test.js"], (file) =>
    file === "a.test.js" ? original : null,
  );
  expect([...overlay]).toEqual([
    ["a.test.js", original],
    ["new.test.js", null],
  ]);
});
