/** A person beside a session: a cell is ended, the kernel goes on, and words are heard at the next turn. */
import { expect, test } from "vitest";
import { runTask, type Fact, type Result, type Steering } from "../../src/index.ts";
import { makeScene, sumProject, type Line, type Scene } from "./scene.ts";

/** Runs these replies, with a person who does this after a fact. */
async function steered(
  scene: Scene,
  lines: readonly Line[],
  steering: Steering,
  onFact: (fact: Fact) => void,
): Promise<{ readonly result: Result; readonly facts: readonly Fact[] }> {
  const facts: Fact[] = [];
  const result = await runTask({
    task: "count",
    cwd: scene.root,
    model: scene.script(lines),
    sandbox: "auto",
    budget: {},
    surroundings: { state: scene.state, path: process.env["PATH"] ?? "", keys: {}, version: "0" },
    signal: new AbortController().signal,
    steering,
    watch: {
      onFact: (fact) => {
        facts.push(fact);
        onFact(fact);
      },
    },
  });
  return { result, facts };
}

test("an interrupted cell keeps the kernel's variables, and what came after it in the reply does not run", async () => {
  const scene = makeScene({ "a.txt": "a\n" });
  let step = new AbortController();
  const steering: Steering = {
    signal: () => step.signal,
    words: async () => {
      if (!step.signal.aborted) return [];
      step = new AbortController();
      return [{ text: "never mind, tell me kept" }];
    },
  };
  const { result, facts } = await steered(
    scene,
    [
      { cells: [{ language: "ts", code: "const kept = 41 + 1;" }] },
      {
        cells: [
          { language: "ts", code: "for (;;) await new Promise((go) => setTimeout(go, 20));" },
          { language: "sh", code: "echo never > b.txt" },
        ],
      },
      { cells: [{ language: "ts", code: "kept" }] },
      { text: "It is 42." },
    ],
    steering,
    (fact) => {
      if (fact.type === "cell.started" && fact.cell === "c2") step.abort();
    },
  );
  const outcomes = facts.flatMap((fact) => (fact.type === "cell.ran" ? [fact.outcome] : []));
  expect(outcomes.map(({ status }) => status)).toEqual(["ok", "interrupted", "refused", "ok"]);
  expect(outcomes.at(-1)?.value).toBe("42");
  expect(facts.filter(({ type }) => type === "task.added")).toHaveLength(1);
  expect(result.stop.reason).toBe("answered");
});

test("an interrupted program ends with all that it started, and words said meanwhile reach the model", async () => {
  const scene = makeScene({ "a.txt": "a\n" });
  let step = new AbortController();
  const said: string[] = [];
  const steering: Steering = {
    signal: () => step.signal,
    words: async () => {
      step = step.signal.aborted ? new AbortController() : step;
      return said.splice(0).map((text) => ({ text }));
    },
  };
  const { facts } = await steered(
    scene,
    [{ cells: [{ language: "sh", code: "sleep 600 & sleep 600" }] }, { text: "Stopped." }],
    steering,
    (fact) => {
      if (fact.type !== "cell.started") return;
      said.push("use one second");
      step.abort();
    },
  );
  const types = facts.map(({ type }) => type);
  expect(facts.find((fact) => fact.type === "cell.ran")).toMatchObject({
    outcome: { status: "interrupted" },
  });
  expect(types.indexOf("task.added")).toBeGreaterThan(types.indexOf("cell.ran"));
});

test("a word said while the last turn runs is answered before the session ends", async () => {
  const scene = makeScene({ "a.txt": "a\n" });
  const said: string[] = [];
  const steering: Steering = {
    signal: () => new AbortController().signal,
    words: async () => said.splice(0).map((text) => ({ text })),
  };
  const { result } = await steered(scene, [{ text: "First." }, { text: "Second." }], steering, (fact) => {
    if (fact.type === "model.replied" && fact.turn === 1) said.push("and now?");
  });
  expect(result.view.answer).toBe("Second.");
  expect(result.view.turns).toBe(2);
});

test("a check that a person stops proves nothing, ends nothing else, and is run again for the next claim", async () => {
  const scene = makeScene(sumProject);
  let step = new AbortController();
  let stops = 0;
  const steering: Steering = {
    signal: () => step.signal,
    words: async () => {
      if (!step.signal.aborted) return [];
      step = new AbortController();
      return [{ text: "go on" }];
    },
  };
  const claim = "await done('sum adds')";
  const { result, facts } = await steered(
    scene,
    [
      { cells: [{ language: "ts", code: `await files.edit("sum.js", "a - b", "a + b"); ${claim}` }] },
      { cells: [{ language: "ts", code: claim }] },
    ],
    steering,
    (fact) => {
      if (fact.type !== "check.started" || fact.phase !== "after" || stops > 0) return;
      stops += 1;
      step.abort();
    },
  );
  const evidence = facts.flatMap((fact) => (fact.type === "evidence.gathered" ? [fact.evidence] : []));
  expect(evidence.map(({ proven }) => proven)).toEqual([false, true]);
  expect(evidence[0]?.reasons).toEqual(["the user stopped the check before it was over"]);
  expect(facts.filter((fact) => fact.type === "check.ran").map(({ phase }) => phase)).toEqual([
    "before",
    "after",
  ]);
  expect(result.stop.reason).toBe("verified");
});
