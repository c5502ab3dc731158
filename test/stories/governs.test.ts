/** The governor's decisions change something: files are fetched, and taken back to their best state. */
import { expect, test } from "vitest";
import { makeScene } from "./scene.ts";

const ts = (
  code: string,
): { readonly cells: readonly { readonly language: "ts"; readonly code: string }[] } => ({
  cells: [{ language: "ts", code }],
});
const files = {
  "package.json": '{ "type": "module", "scripts": { "test": "node --test" } }\n',
  "sums.js":
    "export const sum = (a, b) => a - b;\nexport const twice = (a) => a;\nexport const half = (a) => a / 2;\n",
  "sums.test.js": [
    'import test from "node:test";',
    'import assert from "node:assert";',
    'import { half, sum, twice } from "./sums.js";',
    'test("adds", () => assert.equal(sum(1, 2), 3));',
    'test("doubles", () => assert.equal(twice(2), 4));',
    'test("halves", () => assert.equal(half(2), 1));',
    "",
  ].join("\n"),
};

test("work that stays worse after a word goes back to its best state, and is finished from there", async () => {
  const scene = makeScene(files);
  const { exit, result } = await scene.run(
    "mend it",
    "--model",
    scene.script([
      ts('await files.edit("sums.js", "a - b", "a + b"); await checks.run()'),
      ts('await files.edit("sums.js", "a / 2", "a / 3"); await checks.run()'),
      ts('await files.edit("sums.js", "a / 3", "a / 4"); await checks.run()'),
      // It can only be found in the best state.
      ts(
        'await files.edit("sums.js", "(a) => a;\\nexport const half = (a) => a / 2", "(a) => a * 2;\\nexport const half = (a) => a / 2"); await done("mended")',
      ),
    ]),
  );
  expect(result).toMatchObject({ stop_reason: "verified" });
  expect(exit).toBe(0);
  expect(scene.read("sums.js")).toContain("a / 2");
  const { stdout } = await scene.tackle("show", String(result["session_id"]), "--output-format", "json");
  expect(stdout).toMatch(/"type":"revert","words":"It is worse still: [^"]*halves passed before/);
  const replayed = await scene.tackle("replay", String(result["session_id"]));
  expect([replayed.exit, replayed.stderr]).toEqual([0, ""]);
});

test("a model that edits what is not there is given the file as it is", async () => {
  const scene = makeScene(files);
  const wrong = ts('await files.edit("sums.js", "a -  b", "a + b");');
  const model = scene.script([ts('await files.read("sums.js")'), wrong, wrong, wrong, { text: "I cannot." }]);
  const { result } = await scene.run("mend it", "--model", model);
  const { stdout } = await scene.tackle("show", String(result["session_id"]), "--output-format", "json");
  expect(stdout).toMatch(/"type":"fetch","paths":\["sums.js"\],"words":"3 cells in a row/);
  expect(stdout).toContain("sums.js:\\nexport const sum = (a, b) => a - b;");
});
