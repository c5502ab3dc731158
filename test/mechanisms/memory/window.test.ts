/** The window: what a model has in front of it always fits, and only ever grows until something is folded. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Fact, FactBody } from "../../../src/core/fact.ts";
import type { Message } from "../../../src/core/message.ts";
import { recallText } from "../../../src/mechanisms/memory/recall.ts";
import { estimateMessage, estimateText } from "../../../src/mechanisms/memory/tokens.ts";
import { createWindow, requestLimit } from "../../../src/mechanisms/memory/window.ts";

const none = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 };

/** Facts that grow. */
function openLog(task: string) {
  const facts: Fact[] = [];
  const append = (...bodies: readonly FactBody[]): void => {
    for (const body of bodies) facts.push({ ...body, seq: facts.length + 1, at: facts.length });
  };
  append({
    type: "session.opened",
    task,
    root: "/work",
    options: { model: "m", sandbox: "none", budget: {} },
    tackle: "0",
  });
  return { facts, append };
}

interface Turn {
  readonly words: string;
  readonly outputs: readonly string[];
  readonly said?: string;
}

/** A tokenizer that nobody told us about: it counts words and signs, and as much again for every letter beyond ASCII. */
const secretTokens = (text: string): number =>
  (text.match(/\w{1,6}|[^\s\w]/g)?.length ?? 0) + (text.match(/[^\p{ASCII}]/gu)?.length ?? 0);

const turnOf: fc.Arbitrary<Turn> = fc.record(
  {
    words: fc.string({ maxLength: 200 }),
    outputs: fc.array(
      fc.integer({ min: 0, max: 6_000 }).map((size) => "line of output\n".repeat(size / 15)),
      {
        maxLength: 4,
      },
    ),
    said: fc.string({ minLength: 1, maxLength: 100 }),
  },
  { requiredKeys: ["words", "outputs"] },
);

/** Plays turns and hands every request to `look`. */
function play(
  turns: readonly Turn[],
  model: { window: number; output: number },
  look: (messages: readonly Message[], facts: readonly Fact[]) => number,
) {
  const { facts, append } = openLog("count what there is to count");
  const system = words;
  const context = createWindow({ facts, model, system });
  let cells = 0;
  for (const [index, { words, outputs, said }] of turns.entries()) {
    append(...context.fit());
    const { messages } = context.read();
    const inputTokens = look(messages, facts);
    const ids = outputs.map(() => `c${(cells += 1)}`);
    append({
      type: "model.replied",
      turn: index + 1,
      text: words,
      cells: ids.map((id) => ({ id, language: "sh", code: `cat ${id}` })),
      usage: { ...none, inputTokens },
      finish: "stop",
      milliseconds: 1,
    });
    for (const [at, output] of outputs.entries())
      append({ type: "cell.ran", cell: ids[at] ?? "", outcome: { status: "ok", output, milliseconds: 1 } });
    if (said !== undefined) append({ type: "task.added", text: said });
  }
  return { facts, context, system };
}

const words = "words before ".repeat(80);
const allText = (messages: readonly Message[]): string =>
  messages
    .flatMap((each) => [each.text, ...(each.role === "model" ? each.cells.map(({ code }) => code) : [])])
    .join("\n");

test.each([
  ["a provider that counts in its own way", secretTokens],
  ["one that counts every second letter", (text: string) => Math.ceil(text.length / 2)],
  ["one that counts nothing", () => 0],
])("no request exceeds the window, whatever comes back: %s", (_, count) => {
  fc.assert(
    fc.property(
      fc.array(turnOf, { maxLength: 40 }),
      fc.integer({ min: 6_000, max: 20_000 }),
      (turns, window) => {
        const model = { window, output: 2_000 };
        play(turns, model, (messages, facts) => {
          const counted = count(allText(messages)) + count(words);
          // The first count is what all later estimates are corrected by.
          if (facts.length > 1) expect(counted).toBeLessThanOrEqual(window);
          const estimated = messages.reduce((sum, each) => sum + estimateMessage(each), estimateText(words));
          if (counted === 0) expect(estimated).toBeLessThanOrEqual(requestLimit(model));
          return counted;
        });
      },
    ),
    { numRuns: 100 },
  );
});

test("between two foldings every request begins with the one before", () => {
  fc.assert(
    fc.property(fc.array(turnOf, { maxLength: 40 }), (turns) => {
      let former: readonly Message[] = [];
      let folds = 0;
      play(turns, { window: 6_000, output: 1_000 }, (messages, facts) => {
        const now = facts.filter(({ type }) => type === "context.compacted").length;
        if (now === folds) expect(messages.slice(0, former.length)).toEqual(former);
        [former, folds] = [messages, now];
        return 0;
      });
    }),
    { numRuns: 100 },
  );
});

test("a context that is read anew from the journal says the same", () => {
  fc.assert(
    fc.property(fc.array(turnOf, { maxLength: 30 }), (turns) => {
      const { facts, context, system } = play(turns, { window: 6_000, output: 1_000 }, () => 0);
      const again = createWindow({ facts, model: { window: 6_000, output: 1_000 }, system });
      expect(again.read()).toEqual(context.read());
      expect(again.tokens()).toBe(context.tokens());
    }),
    { numRuns: 50 },
  );
});

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
      expect(recallText(facts, source), source).toBeDefined();
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
