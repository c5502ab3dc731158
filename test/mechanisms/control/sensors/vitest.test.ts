import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { check, project, told } from "./unconfined-run.ts";

const files = {
  "package.json": '{"type":"module","scripts":{"test":"vitest run"}}',
  "src/sum.ts": "export const sum = (a: number, b: number): number => a - b;\n",
  "test/sum.test.ts": `import { describe, expect, it, test } from "vitest";
import { sum } from "../src/sum.ts";
describe("sum", () => {
  it("adds", () => { expect(sum(1, 2)).toBe(3); });
  it("keeps zero", () => { expect(sum(1, 0)).toBe(1); });
});
test.skip("is lazy", () => {});
test.todo("later");
`,
};

/** A project that sees this repository's vitest as its own. */
function vitestProject(changes: Readonly<Record<string, string>> = {}): string {
  const root = project({ ...files, ...changes });
  symlinkSync(path.resolve("node_modules"), path.join(root, "node_modules"));
  return root;
}

test.each(["npm test", "npx vitest run", "NODE_OPTIONS=--no-warnings npx vitest run"])(
  "`%s` is told by name",
  async (verify) => {
    const run = await check(vitestProject(), verify);
    expect(run.check.runner).toBe("vitest");
    expect(told(run)).toEqual({
      "test/sum.test.ts > sum > adds": "failed",
      "test/sum.test.ts > sum > keeps zero": "passed",
      "test/sum.test.ts > is lazy": "skipped",
      "test/sum.test.ts > later": "skipped",
    });
    expect(run).toMatchObject({ exit: 1, ended: true });
    expect(run.tests[0]).toMatchObject({ location: { file: "test/sum.test.ts", line: 4 } });
    expect(run.tests[0]?.message).toContain("expected -1 to be 3");
  },
);

const counted = {
  "src/sum.ts": `interface Pair { readonly a: number }
export function sum(a: number, b: number): number {
  const more = (one: number): number => one + 1;
  if (a > 5) {
    return more(a);
  }
  return a > 0
    ? a + b
    : more(b);
}
export const never = (pair: Pair): number => {
  return pair.a;
};
`,
  "test/sum.test.ts":
    'import { expect, test } from "vitest";\nimport { sum } from "../src/sum.ts";\ntest("adds", () => expect(sum(1, 2)).toBe(3));\n',
};
const asked = new Map([["src/sum.ts", [3, 4, 5, 7, 8, 9, 12]]]);

test("which of the changed lines ran is told by the project's own coverage provider, in the lines of the source", async () => {
  const run = await check(vitestProject(counted), undefined, undefined, asked);
  expect(told(run)).toEqual({ "test/sum.test.ts > adds": "passed" });
  expect(run.coverage).toEqual([{ file: "src/sum.ts", lines: [3, 4, 5, 7, 8, 9, 12], ran: [4, 7, 8] }]);
});

test("without a coverage provider nothing is said of lines", async () => {
  const root = project({
    ...files,
    ...counted,
    "package.json": '{"type":"module","scripts":{"test":"node node_modules/vitest/vitest.mjs run"}}',
  });
  mkdirSync(path.join(root, "node_modules"));
  symlinkSync(path.resolve("node_modules/vitest"), path.join(root, "node_modules/vitest"));
  const run = await check(root, undefined, undefined, asked);
  expect(run).toMatchObject({ exit: 0, ended: true, coverage: [] });
});

test("a test file that does not load is a failed test", async () => {
  const run = await check(vitestProject({ "src/sum.ts": 'throw new Error("broken");' }));
  expect(told(run)).toEqual({ "test/sum.test.ts": "failed" });
  expect(run.tests[0]).toMatchObject({ location: { file: "src/sum.ts", line: 1 } });
});

test("an early exit in the source does not pass", async () => {
  const run = await check(vitestProject({ "src/sum.ts": "process.exit(0); export const sum = 1;" }));
  expect(run.exit).not.toBe(0);
  expect(Object.values(told(run))).not.toContain("passed");
});
