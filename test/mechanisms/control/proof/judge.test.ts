import { describe, expect, test } from "vitest";
import type { Check, CheckRun, TestResult, TestState } from "../../../../src/core/finding.ts";
import { judge, tally } from "../../../../src/mechanisms/control/proof.ts";

const npmTest: Check = { command: "npm test", source: "package.json scripts.test", runner: "node-test" };

function run(states: Readonly<Record<string, TestState>>, more: Partial<CheckRun> = {}): CheckRun {
  const tests: readonly TestResult[] = Object.entries(states).map(([name, state]) => ({ name, state }));
  const exit = Object.values(states).includes("failed") ? 1 : 0;
  return { check: npmTest, exit, ended: true, tests, output: "", milliseconds: 1, timedOut: false, ...more };
}

const before = run({ adds: "failed", zero: "passed", lazy: "skipped" });
const green = run({ adds: "passed", zero: "passed", lazy: "skipped" });
const claim = { before, after: green, changed: ["src/sum.js"], protectedChanged: [], declared: [] };

test("a red test that passes by name, with nothing else worse, is proof", () => {
  expect(judge(claim)).toEqual({
    proven: true,
    command: "npm test",
    before: { passed: 1, failed: 1, skipped: 1 },
    after: { passed: 2, failed: 0, skipped: 1 },
    fixed: ["adds"],
    failing: [],
    changed: ["src/sum.js"],
    reasons: [],
  });
});

test("a tally counts by state", () => {
  expect(tally(before)).toEqual({ passed: 1, failed: 1, skipped: 1 });
});

describe("is not proof, and says why:", () => {
  const cases: readonly (readonly [string, CheckRun, CheckRun, readonly string[]])[] = [
    ["still red", before, before, ["1 test still fails: adds"]],
    [
      "nothing was red",
      green,
      green,
      ["nothing was red before, so the check proves nothing about this change"],
    ],
    ["the red test vanished", before, run({ zero: "passed", lazy: "skipped" }), ["test adds vanished"]],
    ["a green test vanished", before, run({ adds: "passed", lazy: "skipped" }), ["test zero vanished"]],
    [
      "the red test is renamed",
      before,
      run({ "adds well": "passed", zero: "passed", lazy: "skipped" }),
      ["test adds vanished"],
    ],
    [
      "the red test is skipped",
      before,
      run({ adds: "skipped", zero: "passed", lazy: "skipped" }),
      ["test adds is skipped now"],
    ],
    [
      "another test turned red",
      before,
      run({ adds: "passed", zero: "failed", lazy: "skipped" }),
      ["1 test passed before and fails now: zero"],
    ],
    [
      "the runner left early",
      before,
      run(
        {},
        {
          ended: false,
          trouble: "the runner did not end by itself: process.exit was called in src/sum.js:1",
        },
      ),
      ["the runner did not end by itself: process.exit was called in src/sum.js:1"],
    ],
    [
      "the exit says otherwise",
      before,
      { ...green, exit: 1 },
      ["the check ends with exit 1, though no test is reported to fail"],
    ],
    [
      "the check could not be run before",
      run({}, { exit: 127, ended: false, trouble: "check command `jest` not found in the sandbox" }),
      green,
      ["before the change: check command `jest` not found in the sandbox"],
    ],
    ["no test is left", run({}, { exit: 1 }), run({}), ["no test is reported to pass"]],
  ];
  test.each(cases)("%s", (_, first, after, reasons) => {
    expect(judge({ ...claim, before: first, after })).toMatchObject({ proven: false, reasons });
  });
});

test("a file that did not load is mended by its tests", () => {
  const broken = run({ "a.test.js": "failed" });
  expect(judge({ ...claim, before: broken, after: run({ "a.test.js > adds": "passed" }) })).toMatchObject({
    proven: true,
    fixed: ["a.test.js"],
  });
  expect(judge({ ...claim, before: broken, after: run({ "b.test.js > adds": "passed" }) }).reasons).toEqual([
    "test a.test.js vanished",
  ]);
  const skipped = run({ "a.test.js > adds": "skipped", other: "passed" });
  expect(judge({ ...claim, before: broken, after: skipped }).proven).toBe(false);
});

test("a program that ran for ever and ends now is mended", () => {
  const endless = run(
    {},
    { exit: 137, ended: false, timedOut: true, trouble: "the check was ended after 60 s" },
  );
  expect(judge({ ...claim, before: endless })).toMatchObject({ proven: true, fixed: ["npm test"] });
});

test("a changed test is named, and so is what its original says", () => {
  const changed = { ...claim, protectedChanged: ["test/sum.test.js"] };
  expect(judge(changed)).toMatchObject({
    proven: true,
    reasons: ["test/sum.test.js was changed: the original decided, and it passes"],
  });
  expect(judge({ ...changed, after: before }).reasons).toContain(
    "test/sum.test.js was changed: the original decides, and it fails",
  );
  expect(judge({ ...changed, declared: ["test/sum.test.js"] }).reasons).toEqual([]);
});

test("a command without named tests is proven by its exit alone, which is said", () => {
  const check: Check = { command: "make test", source: "Makefile", runner: "command" };
  const red = run({ "make test": "failed" }, { check });
  expect(judge({ ...claim, before: red, after: run({ "make test": "passed" }, { check }) })).toMatchObject({
    proven: true,
    reasons: ["only the exit code of the check is known, not its tests by name"],
  });
});
