/** What holds of every request, whatever a session brings. */
import * as check from "fast-check";
import { expect, test } from "vitest";
import type { Fact } from "../../../src/core/fact.ts";
import type { Message } from "../../../src/core/message.ts";
import { estimateMessage, estimateText } from "../../../src/mechanisms/memory/tokens.ts";
import { createWindow, requestLimit } from "../../../src/mechanisms/memory/window.ts";
import { none, openLog } from "./log.ts";

interface Turn {
  readonly words: string;
  readonly outputs: readonly string[];
  readonly said?: string;
}

/** A tokenizer that nobody told us about: it counts words and signs, and as much again for every letter beyond ASCII. */
const secretTokens = (text: string): number =>
  (text.match(/\w{1,6}|[^\s\w]/g)?.length ?? 0) + (text.match(/[^\p{ASCII}]/gu)?.length ?? 0);

const turnOf: check.Arbitrary<Turn> = check.record(
  {
    words: check.string({ maxLength: 200 }),
    outputs: check.array(
      check.integer({ min: 0, max: 6_000 }).map((size) => "line of output\n".repeat(size / 15)),
      {
        maxLength: 4,
      },
    ),
    said: check.string({ minLength: 1, maxLength: 100 }),
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
  const holds = (turns: readonly Turn[], window: number): void => {
    const model = { window, output: 2_000 };
    const tooLarge: number[] = [];
    play(turns, model, (messages, facts) => {
      const counted = count(allText(messages)) + count(words);
      // The first count is what all later estimates are corrected by; without any the estimate itself must fit.
      if (facts.length > 1 && counted > window) tooLarge.push(counted);
      const estimated = messages.reduce((sum, each) => sum + estimateMessage(each), estimateText(words));
      if (counted === 0 && estimated > requestLimit(model)) tooLarge.push(estimated);
      return counted;
    });
    expect(tooLarge).toEqual([]);
  };
  const windows = check.integer({ min: 6_000, max: 20_000 });
  expect(() =>
    check.assert(check.property(check.array(turnOf, { maxLength: 40 }), windows, holds), { numRuns: 100 }),
  ).not.toThrow();
});

test("between two foldings every request begins with the one before", () => {
  const holds = (turns: readonly Turn[]): void => {
    let former: readonly Message[] = [];
    let folds = 0;
    const broken: (readonly Message[])[] = [];
    play(turns, { window: 6_000, output: 1_000 }, (messages, facts) => {
      const now = facts.filter(({ type }) => type === "context.compacted").length;
      const same = former.every((message, index) => message === messages[index]);
      if (now === folds && !same) broken.push(messages);
      [former, folds] = [messages, now];
      return 0;
    });
    expect(broken).toEqual([]);
  };
  expect(() =>
    check.assert(check.property(check.array(turnOf, { maxLength: 40 }), holds), { numRuns: 100 }),
  ).not.toThrow();
});

test("a context that is read anew from the journal says the same", () => {
  const holds = (turns: readonly Turn[]): void => {
    const model = { window: 6_000, output: 1_000 };
    const { facts, context, system } = play(turns, model, () => 0);
    const again = createWindow({ facts, model, system });
    expect(again.read()).toEqual(context.read());
    expect(again.tokens()).toBe(context.tokens());
  };
  expect(() =>
    check.assert(check.property(check.array(turnOf, { maxLength: 30 }), holds), { numRuns: 50 }),
  ).not.toThrow();
});
