/** The model's plan is on record and outlives folding, and the user's reaches the model. */
import { expect, test } from "vitest";
import { readJournal, findSession, setPlan, viewSession } from "../../src/index.ts";
import { toMessage } from "../../src/mechanisms/memory/conversation.ts";
import { digest } from "../../src/mechanisms/memory/digest.ts";
import { makeScene } from "./scene.ts";

test("a plan of the model is a fact that a digest tells; one of the user is heard by the model", async () => {
  const scene = makeScene({ "a.txt": "a\n" });
  const model = scene.script([
    { cells: [{ language: "ts", code: 'await setPlan("- [x] look\\n- [>] mend the sum\\n- [ ] tell")' }] },
    { cells: [{ language: "ts", code: 'await setPlan("- x\\n".repeat(50))' }] },
    { text: "So far." },
    { text: "I see the plan." },
  ]);
  const { result } = await scene.run("mend it", "--model", model);
  const id = String(result["session_id"]);
  const facts = () => readJournal(findSession(scene.state, id)).facts;
  expect(viewSession(facts()).plan.map(({ state }) => state)).toEqual(["done", "doing", "open"]);
  const { text } = digest(facts(), facts().at(-1)?.seq ?? 0, 4_000);
  expect(text).toContain("Plan:\n  - [x] look\n  - [>] mend the sum\n  - [ ] tell");
  expect((await scene.tackle("show", id)).stdout).toMatch(/plan \(model\)\n +✓ look\n +▸ mend the sum/);

  await setPlan({ state: scene.state, session: id, steps: "1. only this" });
  const set = facts().findLast((fact) => fact.type === "plan.set");
  expect(set && toMessage(set)).toEqual({
    role: "user",
    text: "The user has set the plan:\n- [ ] only this",
  });
  await scene.tackle("-c", "go on");
  expect(viewSession(facts()).plan).toEqual([{ text: "only this", state: "open" }]);
  await expect(setPlan({ state: scene.state, session: id, steps: "x".repeat(500) })).rejects.toMatchObject({
    code: "bad_usage",
  });
});
