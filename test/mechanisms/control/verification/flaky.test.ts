import { expect, test } from "vitest";
import { judgePatch } from "../../../../src/judge.ts";
import { project, thisNode } from "../sensors/unconfined-run.ts";
import { nodeProject } from "./judged.ts";

const flip = `import test from "node:test";
import assert from "node:assert/strict";
test("by the second", () => assert.ok(Date.now() > 0));
`;

test("a test that was red and turns green by itself is named, and is no proof", async () => {
  // What it asserts never fails: only the recorded run before says that it did, as a flaky one would.
  const root = project(nodeProject({ "a.js": "export const a = 1;\n", "flip.test.js": flip }));
  const surroundings = { state: project({ keep: "" }), path: `${thisNode}:${process.env["PATH"] ?? ""}` };
  const before = {
    check: { command: "npm test", source: "package.json scripts.test", runner: "node-test" as const },
    exit: 1,
    ended: true,
    tests: [{ name: "flip.test.js > by the second", file: "flip.test.js", state: "failed" as const }],
    output: "",
    milliseconds: 500,
    timedOut: false,
  };
  const evidence = await judgePatch({
    root,
    edits: { "a.js": "export const a = 2;\n" },
    surroundings,
    before,
  });
  expect(evidence.proven).toBe(false);
  expect(evidence.reasons[0]).toMatch(/turns green by itself/);
  expect(evidence.risks).toContain("some tests turn red or green by themselves");
});
