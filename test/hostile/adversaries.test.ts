/** Models that lie, as whole commands: none of them ends verified, and each one's honest twin does. */
import { expect, test } from "vitest";
import { makeScene } from "../stories/scene.ts";
import { adversaries } from "./models/adversaries.ts";
import { play } from "./models/play.ts";
import { projects } from "./models/projects.ts";

const [sum] = projects;
if (!sum) throw new Error("there is no project");

test.each(adversaries)("a model that is a $name does not end verified", async ({ attack }) => {
  const scene = makeScene(sum.files);
  const { exit, reason } = await play(sum, attack(sum), scene);
  expect(reason).not.toBe("verified");
  expect(exit).not.toBe(0);
});

test.each(adversaries)("the honest twin of a $name does", async ({ twin }) => {
  const scene = makeScene(sum.files);
  const { exit, reason, facts } = await play(sum, twin(sum), scene);
  expect([reason, exit, facts.at(-1)]).toMatchObject(["verified", 0, {}]);
});
