/** Answers that were calculated by cells. The problems are of GSM8K (openai/grade-school-math, MIT). */
import { expect, test } from "vitest";
import { makeScene, type Scene } from "./scene.ts";

const ducks =
  "Janet’s ducks lay 16 eggs per day. She eats three for breakfast every morning and bakes muffins for her friends every day with four. She sells the remainder at the farmers' market daily for $2 per fresh duck egg. How much in dollars does she make every day at the farmers' market?";
const house =
  "Josh decides to try flipping a house. He buys a house for $80,000 and then puts in $50,000 in repairs. This increased the value of the house by 150%. How much profit did he make?";
const sprints =
  "James decides to run 3 sprints 3 times a week. He runs 60 meters each sprint. How many total meters does he run a week?";

async function facts(scene: Scene, id: unknown): Promise<readonly Record<string, unknown>[]> {
  const { stdout } = await scene.tackle("show", String(id), "--output-format", "json");
  return JSON.parse(stdout);
}

const traced = async (scene: Scene, id: unknown): Promise<unknown> =>
  (await facts(scene, id)).findLast(({ type }) => type === "answer.traced");

test("an answer cites the execution that its number comes from, in each language", async () => {
  const scene = makeScene({}, { git: false });
  for (const [task, language, code, text, number] of [
    [ducks, "ts", "const eggs = 16 - 3 - 4;\neggs * 2", "She makes $18 every day.", "18"],
    [house, "py", "value = 80_000 * 2.5\nvalue - 80_000 - 50_000", "He made a profit of $70,000.", "70,000"],
    [sprints, "sh", "echo meters: $((3 * 3 * 60))", "He runs 540 meters a week.", "540"],
  ] as const) {
    const model = scene.script([{ cells: [{ language, code }] }, { text }]);
    const { exit, result } = await scene.run(task, "--model", model);
    expect(exit).toBe(0);
    expect(JSON.stringify(result)).toContain(`${number} is from c1`);
    expect(await traced(scene, result["session_id"])).toMatchObject({
      numbers: [{ text: number, cell: "c1" }],
    });
  }
});

test("an answer that contradicts its run is sent back, and may be mended", async () => {
  const scene = makeScene({}, { git: false });
  const model = scene.script([
    { cells: [{ language: "ts", code: "(16 - 3 - 4) * 2" }] },
    { text: "She makes $20 every day." },
    { text: "I was wrong: it is $18 (c1)." },
  ]);
  const { exit, result } = await scene.run(ducks, "--model", model);
  expect(exit).toBe(0);
  const decisions = (await facts(scene, result["session_id"])).filter(({ type }) => type === "decision.made");
  expect(JSON.stringify(decisions)).toContain("20 is stated, which no execution gave; c1 gave 18");
});

test("one that goes on contradicting its run is flagged, and is no answer", async () => {
  const scene = makeScene({}, { git: false });
  const model = scene.script([
    { cells: [{ language: "ts", code: "(16 - 3 - 4) * 2" }] },
    { text: "She makes $20 every day." },
    { text: "It is $20." },
  ]);
  const { exit, result } = await scene.run(ducks, "--model", model);
  expect(exit).toBe(3);
  expect(result["stop_reason"]).toBe("unproven");
  expect(await traced(scene, result["session_id"])).toMatchObject({
    contradiction: "20 is stated, which no execution gave; c1 gave 18",
  });
});
