import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { CheckRun, Finding } from "../../../../src/core/finding.ts";
import { warnings } from "../../../../src/mechanisms/control/sensors/runtime.ts";
import { confidenceOf, risksOf } from "../../../../src/mechanisms/control/verification/confidence.ts";
import { mutantsOf } from "../../../../src/mechanisms/control/verification/mutants.ts";
import { signs, threshold } from "../../../../src/mechanisms/control/verification/weights.ts";

const sign = (name: string): Finding => ({ sensor: "a", severity: "warning", message: name, sign: name });

test("the stronger the ground, the surer", () => {
  const [red, undone, mutant, none] = (["red", "undone", "mutant", undefined] as const).map((ground) =>
    confidenceOf(ground, []),
  );
  expect([red, undone, mutant, none]).toEqual([0.62, 0.61, 0.6, 0.27]);
});

test("a further sign never makes it surer, and each has its risk in words", () => {
  const names = fc.constantFrom(...Object.keys(signs));
  fc.assert(
    fc.property(fc.array(names), names, (some, more) => {
      const findings = some.map(sign);
      expect(confidenceOf("red", [...findings, sign(more)])).toBeLessThanOrEqual(
        confidenceOf("red", findings),
      );
    }),
  );
  expect(risksOf([sign("flaky"), sign("by-heart"), sign("flaky")])).toEqual([
    signs["by-heart"]?.risk,
    signs["flaky"]?.risk,
  ]);
});

test("one strong sign is enough to refuse what was red before", () => {
  for (const name of ["by-heart", "knows-test", "bends", "unasked", "uncovered", "broader"])
    expect(confidenceOf("red", [sign(name)])).toBeLessThan(threshold);
  for (const name of ["uncovered-few", "swallowed", "dropped-condition", "reviewed"])
    expect(confidenceOf("red", [sign(name)])).toBeGreaterThanOrEqual(threshold);
});

test("what right repairs show too refuses only beside something else", () => {
  for (const name of ["narrowed", "crashes-near", "loses-symmetry"]) {
    expect(confidenceOf("red", [sign(name)])).toBeGreaterThanOrEqual(threshold);
    expect(confidenceOf("red", [sign(name), sign("special-case")])).toBeLessThan(threshold);
  }
});

test("what a check cannot tell of is no reason to refuse, whatever the ground", () => {
  for (const ground of ["red", "undone", "mutant"] as const)
    expect(confidenceOf(ground, [sign("exit-only"), sign("coverage-unknown")])).toBeGreaterThanOrEqual(
      threshold,
    );
});

test("mutants alter only the lines that they may, each one word", () => {
  const text = "const a = 1;\nif (a < 2) run(a + 1);\n";
  const mutants = mutantsOf({ file: "a.js", text }, new Set([2]), 10);
  expect(mutants.map(({ what }) => what)).toEqual([
    "< becomes >=",
    "+ becomes -",
    "2 becomes 0",
    "1 becomes 0",
  ]);
  for (const mutant of mutants) expect(mutant.text.split("\n")[0]).toBe("const a = 1;");
});

test("only new kinds of warnings count", () => {
  const run = (output: string): CheckRun => ({
    check: { command: "npm test", source: "", runner: "node-test" },
    exit: 0,
    ended: true,
    tests: [],
    output,
    milliseconds: 1,
    timedOut: false,
  });
  const old = "(node:12) DeprecationWarning: old thing\n";
  expect(warnings(run(old), run(old.replace("12", "13")))).toEqual([]);
  const found = warnings(run(old), run(`${old}a.py:3: ResourceWarning: unclosed file\n`));
  expect(found).toMatchObject([
    { sign: "warned", message: "the check warns now: ResourceWarning: unclosed file" },
  ]);
});
