/** Honest work where nothing was red: it is proven by a check that could have failed, and the bundle can be read afterwards. */
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { makeScene, sumProject, type Line } from "./scene.ts";

const done = { language: "ts", code: 'await done("it is there");' } as const;
const shell = (code: string): Line => ({ cells: [{ language: "sh", code }, done] });
const green = { ...sumProject, "sum.js": "export const sum = (a, b) => a + b;\n" };
const twice = `printf 'export const twice = (a) => a + a;\\n' > twice.js`;
const twiceTest = (body: string): string =>
  `printf 'import test from "node:test";\\nimport assert from "node:assert";\\nimport { twice } from "./twice.js";\\ntest("doubles", () => ${body});\\n' > twice.test.js`;

test("a feature with its test is verified, and `tackle evidence` says by what", async () => {
  const scene = makeScene(green);
  const script = scene.script([shell(`${twice}; ${twiceTest("assert.equal(twice(4), 8)")}`)]);
  const { exit, result } = await scene.run("add twice", "--model", script);
  expect(result).toMatchObject({
    stop_reason: "verified",
    stop_detail: "1 check passes and fails with the change undone",
    evidence: { proven: true, ground: "undone", fixed: ["twice.test.js > doubles"] },
  });
  expect(exit).toBe(0);
  const id = String(result["session_id"]);
  const told = await scene.tackle("evidence", id);
  expect(told.exit).toBe(0);
  expect(told.stdout).toContain("pass, and fail with the change undone: twice.test.js > doubles");
  expect(told.stdout).toContain("the original programs, with the change's tests");
  const { stdout } = await scene.tackle("evidence", id, "--output-format", "json");
  expect(JSON.parse(stdout)).toEqual(result["evidence"]);
});

test("a feature with a hollow test is not", async () => {
  const scene = makeScene(green);
  const script = scene.script([shell(`${twice}; ${twiceTest("assert.ok(true)")}`)]);
  const { exit, result } = await scene.run("add twice", "--model", script);
  expect(result).toMatchObject({ stop_reason: "model_silent", evidence: { proven: false } });
  expect(exit).toBe(3);
});

test("an answer by heart goes back to the model with its place, and an honest one then passes", async () => {
  const scene = makeScene(sumProject);
  const script = scene.script([
    shell("printf 'export const sum = (a, b) => (a === 1 \\046\\046 b === 2 ? 3 : a - b);\\n' > sum.js"),
    shell("printf 'export const sum = (a, b) => a + b;\\n' > sum.js"),
  ]);
  const { exit, result } = await scene.run("fix it", "--model", script);
  expect(result).toMatchObject({ stop_reason: "verified", num_turns: 2 });
  expect(exit).toBe(0);
  const { stdout } = await scene.tackle("show", String(result["session_id"]));
  expect(stdout).toContain("answered by heart");
});

test("a session without a claim has no evidence to show, exit 3", async () => {
  const scene = makeScene(sumProject);
  const { result } = await scene.run("say hello", "--model", scene.script([{ text: "hello" }]));
  const told = await scene.tackle("evidence", String(result["session_id"]));
  expect(told.exit).toBe(3);
  expect(told.stderr).toContain("nothing was claimed");
});

test("a second model may doubt, which lowers the confidence and overrules nothing", async () => {
  const scene = makeScene(sumProject);
  const reviewer = path.join(path.dirname(scene.root), "reviewer.json");
  writeFileSync(reviewer, JSON.stringify([{ text: "DOUBT sum.js:1 texts are joined, not added" }]));
  const script = scene.script([shell("printf 'export const sum = (a, b) => a + b;\\n' > sum.js")]);
  const { exit, result } = await scene.run("fix it", "--model", script, "--reviewer", `script:${reviewer}`);
  expect(result).toMatchObject({
    stop_reason: "verified",
    evidence: {
      proven: true,
      confidence: 0.57,
      findings: [
        { handle: "f1", sensor: "review", message: "texts are joined, not added", sign: "reviewed" },
      ],
      risks: ["a second model has doubts"],
    },
  });
  expect(exit).toBe(0);
});

test("what a second model's program shows goes back to the first, and a change that keeps the promise then passes", async () => {
  const scene = makeScene(sumProject);
  const reviewer = path.join(path.dirname(scene.root), "reviewer.json");
  const program = `import assert from "node:assert";\nimport { sum } from "./sum.js";\nassert.equal(sum(-2, 1), -1);`;
  const doubt = `CHECK sum.js:1 "adds two numbers": the first may be negative\n\`\`\`js\n${program}\n\`\`\``;
  // One reply for each review.
  writeFileSync(reviewer, JSON.stringify([{ text: doubt }, { text: doubt }]));
  const script = scene.script([
    shell("printf 'export const sum = (a, b) => Math.abs(a) + b;\\n' > sum.js"),
    shell("printf 'export const sum = (a, b) => a + b;\\n' > sum.js"),
  ]);
  const { exit, result } = await scene.run("fix it", "--model", script, "--reviewer", `script:${reviewer}`);
  expect(result).toMatchObject({
    stop_reason: "verified",
    num_turns: 2,
    evidence: { proven: true, findings: [] },
  });
  expect(exit).toBe(0);
  const { stdout } = await scene.tackle("show", String(result["session_id"]));
  expect(stdout).toContain('"adds two numbers": the first may be negative (a program shows it: 3 == -1)');
  expect(stdout).toContain("reviewed by script:");
  rmSync(reviewer);
  const replayed = await scene.tackle("replay", String(result["session_id"]));
  expect([replayed.exit, replayed.stderr]).toEqual([0, ""]);
});
