/** Hearing what the tests call, whatever their arguments are written as. */
import { describe, expect, test } from "vitest";
import { hear, literalOf } from "../../../../../src/mechanisms/tools/repair/rivals/heard.ts";
import { studyProbes } from "../../../../../src/mechanisms/tools/repair/rivals/interview.ts";
import { study } from "../../../../../src/mechanisms/tools/repair/study.ts";
import { makeGround } from "../ground.ts";

const python = {
  "turn.py": "def turn(text, by):\n    return text[by:] + text[:by] + ''.join([])[1:] + 'x' * (by == 9)\n",
  "test_turn.py": [
    "from turn import turn",
    "",
    "",
    "def back(text, by):",
    "    return turn(text, len(text) - by)",
    "",
    "",
    "def test_turn():",
    '    assert turn("abc", 1) == "bca"',
    "    for by in range(3):",
    '        assert turn("tackle", by + 2)[0] == "tackle"[by + 2]',
    '    said = back("ab", 1)',
    '    assert said == "ba"',
    '    assert turn("abcdefghijk", 9) == "jkabcdefghi"',
    "",
  ].join("\n"),
};
const javascript = {
  "package.json": '{ "type": "module" }',
  "sum.js":
    "export const sum = (all, from = 0) => all.reduce((a, b) => a + b, from) + (all.length > 2 ? 1 : 0);\n",
  "sum.test.js": [
    'import test from "node:test";',
    'import assert from "node:assert/strict";',
    'import { sum } from "./sum.js";',
    "const upTo = (n) => Array.from({ length: n }, (_, at) => at);",
    'test("sum", () => {',
    "  assert.equal(sum([1, 2]), 3);",
    "  const two = upTo(2);",
    "  assert.equal(sum(two, 5), 6);",
    "  assert.equal(sum(upTo(3)), 3);",
    "});",
  ].join("\n"),
};

async function own(
  files: Readonly<Record<string, string>>,
  runner: "pytest" | "node-test",
): Promise<readonly string[]> {
  const ground = await makeGround(files, runner === "pytest" ? "pytest" : "node --test", runner);
  const known = await study(ground);
  if (known.type === "stuck") throw new Error(known.why);
  const probes = studyProbes(known, await hear(ground, known, []))?.probes ?? [];
  return probes.flatMap((one) => (one.own ? [one.code] : []));
}

describe("what is heard", () => {
  test("are calls in loops and helpers, and with values that only the run knows", async () => {
    expect(await own(python, "pytest")).toEqual([
      'turn("abc", 1)',
      'turn("abcdefghijk", 9)',
      'turn("tackle", 2)',
      'turn("tackle", 3)',
      'turn("tackle", 4)',
      'turn("ab", 1)',
    ]);
    expect(await own(javascript, "node-test")).toEqual([
      "sum([1, 2])",
      "sum([0, 1], 5)",
      "sum([0, 1, 2], 0)",
    ]);
  });

  test("is written as the language writes it, and left out where it cannot be", () => {
    expect(literalOf("l[2:n1,3:sab]", "python")).toMatchObject({ type: "list", open: "[" });
    expect(literalOf("t[2:n1]", "python")).toMatchObject({ type: "list", open: "(" });
    expect(literalOf("b1", "python")).toEqual({ type: "other", text: "True" });
    expect(literalOf("zu", "javascript")).toEqual({ type: "other", text: "undefined" });
    expect(literalOf('sa"b', "javascript")).toEqual({ type: "other", text: '"a\\"b"' });
    for (const shown of ["?1", "!", "oM[4:l[1:1]", "nInfinity", `s${"a".repeat(400)}`])
      expect(literalOf(shown, "javascript")).toBeUndefined();
  });
});
