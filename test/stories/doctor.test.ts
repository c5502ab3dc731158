/** What `tackle doctor` finds out by trying. */
import { expect, test } from "vitest";
import { makeScene } from "./scene.ts";

const project = (home?: string): Readonly<Record<string, string>> => ({
  "package.json": JSON.stringify({ type: "module", scripts: { test: "node --test" } }),
  "sum.test.js": [
    'import test from "node:test"; import assert from "node:assert";',
    `test("runs", () => assert.ok(${home === undefined ? "true" : `process.env.HOME === ${JSON.stringify(home)}`}));`,
  ].join("\n"),
});

test("a check that comes out the same in the sandbox and outside it is said to", async () => {
  const scene = makeScene(project());
  const { exit, stdout } = await scene.tackle("doctor", "--compare", "--cwd", scene.root);
  expect(stdout).toContain("the sandbox makes no difference");
  expect(exit).toBe(0);
});

test("a check that stands on the user's HOME fails in the sandbox alone, which doctor names", async () => {
  const scene = makeScene({}, { git: false });
  for (const [file, text] of Object.entries(project(scene.base))) scene.write(file, text);
  const { exit, stdout } = await scene.tackle("doctor", "--compare", "--cwd", scene.root);
  expect(stdout).toContain(
    "the sandbox makes a difference: sum.test.js > runs (failed inside, passed outside)",
  );
  expect(exit).toBe(1);
});
