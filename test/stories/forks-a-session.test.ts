/** A further word goes to a fork of a session, from the command line. */
import { expect, test } from "vitest";
import { makeScene } from "./scene.ts";

test("--fork-session goes on with the past of a session in a tree of its own, and leaves the session as it was", async () => {
  const scene = makeScene({ "note.txt": "a note\n" });
  const model = scene.script([{ text: "one" }, { text: "two" }]);
  const first = await scene.run("hi", "--model", model);
  const id = String(first.result["session_id"]);
  const ended = await scene.tackle("-c", "and again", "--fork-session", "--output-format", "json");
  const [second] = [JSON.parse(ended.stdout)];
  expect(second).toMatchObject({ result: "two", num_turns: 2 });
  expect(second?.["session_id"]).not.toBe(id);
  expect(ended.stderr).toContain(`goes on from ${id}, in a tree of its own: `);
  expect((await scene.tackle("show", id)).stdout).not.toContain("and again");
  const nothing = await scene.tackle("-p", "x", "--fork-session");
  expect(nothing).toMatchObject({ exit: 2, stderr: expect.stringContaining("--resume <id>") });
});
