/** A task with a failing test, from the command to its end. */
import { expect, test } from "vitest";
import { makeScene, sumProject } from "./scene.ts";

const fix = { language: "ts", code: 'await files.edit("sum.js", "a - b", "a + b");' } as const;
const done = { language: "ts", code: 'await done("sum adds");' } as const;

test("a repaired project whose red test is green by name is verified, exit 0", async () => {
  const scene = makeScene(sumProject);
  const { exit, result } = await scene.run("fix it", "--model", scene.script([{ cells: [fix, done] }]));
  expect(result).toMatchObject({
    type: "result",
    subtype: "success",
    is_error: false,
    stop_reason: "verified",
    num_turns: 1,
    evidence: {
      proven: true,
      before: { passed: 1, failed: 1 },
      after: { passed: 2, failed: 0 },
      changed: ["sum.js"],
    },
  });
  expect(exit).toBe(0);
  expect(scene.read("sum.js")).toBe("export const sum = (a, b) => a + b;\n");
});

test("the embedded solver repairs it with no script and no key", async () => {
  const scene = makeScene(sumProject);
  const { exit, result } = await scene.run("make the failing tests pass", "--model", "solver");
  expect(result).toMatchObject({ stop_reason: "verified" });
  expect(exit).toBe(0);
});

test("a change that was never claimed ends as model_silent, exit 3", async () => {
  const scene = makeScene(sumProject);
  const { exit, result } = await scene.run("fix it", "--model", scene.script([{ cells: [fix] }]));
  expect(result).toMatchObject({ stop_reason: "model_silent", is_error: true });
  expect(exit).toBe(3);
});

test("words alone, with nothing changed, are an answer, exit 0", async () => {
  const scene = makeScene(sumProject);
  const { exit, result } = await scene.run("what is it?", "--model", scene.script([{ text: "a sum" }]));
  expect(result).toMatchObject({ stop_reason: "answered", result: "a sum", evidence: null });
  expect(exit).toBe(0);
});

test("words alone after a change are a claim, and the check decides", async () => {
  const scene = makeScene(sumProject);
  const { exit, result } = await scene.run(
    "fix it",
    "--model",
    scene.script([{ cells: [fix] }, { text: "fixed" }]),
  );
  expect(result).toMatchObject({ stop_reason: "verified" });
  expect(exit).toBe(0);
});

test("a claim without proof is told why, and the model may go on", async () => {
  const scene = makeScene(sumProject);
  const script = scene.script([{ cells: [done] }, { cells: [fix, done] }]);
  const { exit, result } = await scene.run("fix it", "--model", script);
  expect(result).toMatchObject({ stop_reason: "verified", num_turns: 2 });
  expect(exit).toBe(0);
});

test("a model that gives up ends with its reason, exit 3", async () => {
  const scene = makeScene(sumProject);
  const script = scene.script([{ cells: [{ language: "ts", code: 'await giveUp("too hard");' }] }]);
  const { exit, result } = await scene.run("fix it", "--model", script);
  expect(result).toMatchObject({ stop_reason: "gave_up" });
  expect(exit).toBe(3);
});

test("a turn limit ends the session with the work kept, exit 5, and resuming goes on", async () => {
  const scene = makeScene(sumProject);
  const script = scene.script([{ cells: [fix] }, { cells: [done] }]);
  const { exit, result } = await scene.run("fix it", "--model", script, "--max-turns", "1");
  expect(result).toMatchObject({ stop_reason: "max_turns", subtype: "error_max_turns" });
  expect(exit).toBe(5);
  expect(scene.read("sum.js")).toContain("a + b");
  const shown = await scene.tackle("show", String(result["session_id"]), "--output-format", "json");
  const facts: readonly Readonly<Record<string, unknown>>[] = JSON.parse(shown.stdout);
  expect(facts.findLast(({ type }) => type === "decision.made")).toMatchObject({
    decision: { type: "stop", rule: "budget", stop: { reason: "max_turns" } },
  });
  const again = await scene.tackle("resume", String(result["session_id"]), "--output-format", "json");
  expect(JSON.parse(again.stdout)).toMatchObject({ stop_reason: "verified" });
  expect(again.exit).toBe(0);
});

test("a folder outside git is worked in too, with a word about it", async () => {
  const scene = makeScene(sumProject, { git: false });
  const { exit, stderr } = await scene.run("fix it", "--model", scene.script([{ cells: [fix, done] }]));
  expect(stderr).toContain("not a git repository");
  expect(exit).toBe(0);
});
