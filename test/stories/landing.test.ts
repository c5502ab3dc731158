/** How a session leaves the tree: its own judges as they were, unless they were declared part of the task. */
import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { makeScene, sumProject, type Line } from "./scene.ts";

const done = { language: "ts", code: 'await done("sum adds")' } as const;
const sh = (code: string): Line => ({ cells: [{ language: "sh", code }, done] });
const loosen = "sed -i 's/sum(2, 0), 2/sum(2, 0), 2.0/' sum.test.js";
const fix = "sed -i 's/a - b/a + b/' sum.js";

test("a session that only bent its judges leaves nothing behind", async () => {
  const scene = makeScene(sumProject);
  const bend = [
    "sed -i 's/sum(1, 2), 3/sum(1, 2), -1/' sum.test.js; chmod 600 sum.test.js",
    "mkdir -p test/deep; echo 'export {};' > test/deep/more.test.js; sed -i 's/node --test/true/' package.json",
  ].join("\n");
  const { exit, stdout } = await scene.tackle("run", "fix it", "--model", scene.script([sh(bend)]));
  expect(exit).toBe(3);
  expect(stdout).toMatch(/\n {2}tree: as it was · changes to .*sum\.test\.js.* taken back .*\n$/);
  for (const [file, text] of Object.entries(sumProject)) expect(scene.read(file)).toBe(text);
  expect(existsSync(path.join(scene.root, "test"))).toBe(false);
  // What was taken back is a change like any other.
  expect((await scene.tackle("undo")).exit).toBe(0);
  expect(scene.read("sum.test.js")).toBe(sumProject["sum.test.js"]);
});

test("a proven session holds the verified state, with the original tests", async () => {
  const scene = makeScene(sumProject);
  const script = scene.script([sh(`${fix}; ${loosen}`)]);
  const { exit, result } = await scene.run("fix it", "--model", script);
  expect(result).toMatchObject({
    stop_reason: "verified",
    tree: "verified state",
    taken_back: ["sum.test.js"],
  });
  expect(exit).toBe(0);
  expect(scene.read("sum.js")).toContain("a + b");
  expect(scene.read("sum.test.js")).toBe(sumProject["sum.test.js"]);
});

test("declared tests judge as they are now, and stay", async () => {
  const scene = makeScene(sumProject);
  const script = scene.script([sh(`${fix}; ${loosen}`)]);
  const { result } = await scene.run("fix it", "--model", script, "--may-change", "*.test.js");
  expect(result).toMatchObject({ stop_reason: "verified", tree: "verified state", taken_back: [] });
  expect(scene.read("sum.test.js")).toContain("2.0");
});

test("a check that someone else edited meanwhile is left to them, and named", async () => {
  const scene = makeScene({ ...sumProject, go: "" });

  const script = scene.script([
    sh(loosen),
    { cells: [{ language: "sh", code: "until [ -s go ]; do sleep 0.05; done" }] },
  ]);
  const child = scene.start("run", "fix it", "--model", script, "--output-format", "json");
  let stdout = "";
  child.stdout?.on("data", (data) => (stdout += data));
  const over = new Promise((resolve) => child.on("close", resolve));
  while (!scene.read("sum.test.js").includes("2.0")) await new Promise((wake) => setTimeout(wake, 20));
  scene.write("sum.test.js", "// a person's\n");
  scene.write("go", "now");
  await over;
  expect(JSON.parse(stdout)).toMatchObject({ tree: "last state", taken_back: [] });
  expect(scene.read("sum.test.js")).toBe("// a person's\n");
});
