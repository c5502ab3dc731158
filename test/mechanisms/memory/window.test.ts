/** The window: what a model has in front of it always fits, and all of the rest comes back. */
import { expect, test } from "vitest";
import { recallText } from "../../../src/mechanisms/memory/recall.ts";
import { createWindow } from "../../../src/mechanisms/memory/window.ts";
import { none, openLog } from "./log.ts";

test("the task, what the user said later, and what is red stay in front of the model; all else comes back whole", () => {
  const { facts, append } = openLog("mend the parser");
  const context = createWindow({ facts, model: { window: 4_000, output: 1_000 }, system: "words" });
  const secret = `the port is 4817\n${"noise ".repeat(400)}`;
  append({ type: "task.added", text: "never touch config.yml" });
  append({
    type: "check.ran",
    run: "k1",
    phase: "before",
    report: {
      check: { command: "npm test", source: "package.json", runner: "node-test" },
      exit: 1,
      ended: true,
      tests: [{ name: "parses numbers", state: "failed", message: "expected 3" }],
      output: "",
      milliseconds: 1,
      timedOut: false,
    },
  });
  for (let turn = 1; turn <= 60; turn += 1) {
    append(...context.fit());
    append({
      type: "model.replied",
      turn,
      text: "I go on",
      cells: [{ id: `c${turn}`, language: "sh", code: "./look" }],
      usage: none,
      finish: "stop",
      milliseconds: 1,
    });
    const output = turn === 3 ? secret : `turn ${turn}\n${"more noise ".repeat(60)}`;
    append({ type: "cell.ran", cell: `c${turn}`, outcome: { status: "ok", output, milliseconds: 1 } });
  }
  append(...context.fit());
  const { messages, replies } = context.read();
  const text = messages.map((message) => message.text).join("\n");
  expect(replies).toBe(60);
  expect(text).toContain("mend the parser");
  expect(text).toContain("never touch config.yml");
  expect(text).toContain("parses numbers");
  expect(text).not.toContain("4817");
  expect(recallText(facts, "c3")).toContain(secret.trimEnd());
  expect(recallText(facts, "index")).toContain("t3 ");
  const folds = facts.flatMap((fact) => (fact.type === "context.compacted" ? [fact] : []));
  expect(folds.length).toBeGreaterThan(1);
  for (const { sources, before, after, limit, why } of folds) {
    expect(after).toBeLessThan(before);
    expect(after).toBeLessThanOrEqual(limit);
    expect(why).not.toBe("");
    for (const source of sources.filter((each) => !["c3", "t2"].includes(each)))
      expect(recallText(facts, source)).toBeDefined();
  }
});

test("what can never fit is one clear fault", () => {
  const { facts } = openLog("x".repeat(40_000));
  const context = createWindow({ facts, model: { window: 4_000, output: 1_000 }, system: "words" });
  expect(() => context.fit()).toThrow(/the task and the instructions alone have about \d+ tokens/);
});

test("a refused request is folded harder, and the limit stays lower", () => {
  const { facts, append } = openLog("go");
  const context = createWindow({ facts, model: { window: 1_000_000, output: 1_000 }, system: "words" });
  for (let turn = 1; turn <= 20; turn += 1) {
    append({
      type: "model.replied",
      turn,
      text: "",
      cells: [{ id: `c${turn}`, language: "sh", code: "x" }],
      usage: none,
      finish: "stop",
      milliseconds: 1,
    });
    append({
      type: "cell.ran",
      cell: `c${turn}`,
      outcome: { status: "ok", output: "word ".repeat(500), milliseconds: 1 },
    });
  }
  expect(context.fit()).toEqual([]);
  const before = context.tokens();
  append(...context.fit(true));
  expect(context.tokens()).toBeLessThan(before * 0.6);
  const again = createWindow({ facts, model: { window: 1_000_000, output: 1_000 }, system: "words" });
  append({ type: "task.added", text: "word ".repeat(before) });
  expect(() => again.fit()).toBeDefined();
  expect(again.tokens()).toBeGreaterThan(before * 0.6);
  expect(again.fit()).toHaveLength(1);
});

test("a history of a million tokens opens and goes on", () => {
  const { facts, append } = openLog("go");
  for (let turn = 1; turn <= 2_000; turn += 1) {
    append({
      type: "model.replied",
      turn,
      text: "on it",
      cells: [{ id: `c${turn}`, language: "sh", code: "./look" }],
      usage: none,
      finish: "stop",
      milliseconds: 1,
    });
    append({
      type: "cell.ran",
      cell: `c${turn}`,
      outcome: { status: "ok", output: "some words ".repeat(190), milliseconds: 1 },
    });
  }
  const context = createWindow({ facts, model: { window: 200_000, output: 32_000 }, system: "words" });
  expect(context.tokens()).toBeGreaterThan(1_000_000);
  append(...context.fit());
  expect(context.tokens()).toBeLessThan(168_000);
  append({
    type: "model.replied",
    turn: 2_001,
    text: "on",
    cells: [],
    usage: none,
    finish: "stop",
    milliseconds: 1,
  });
  expect(context.fit()).toEqual([]);
});
