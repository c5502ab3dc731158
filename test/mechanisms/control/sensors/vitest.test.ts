import { symlinkSync } from "node:fs";
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
