/** Any conversation in any dialect, as each vendor's server takes it. */
import * as fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import type { Cell } from "../../src/core/cell.ts";
import type { Message } from "../../src/core/message.ts";
import { cellTools } from "../../src/models/dialect/cell-tools.ts";
import { claudeTools } from "../../src/models/dialect/claude-tools.ts";
import { fenced } from "../../src/models/dialect/fenced.ts";
import { geminiTools } from "../../src/models/dialect/gemini-tools.ts";
import { gptTools } from "../../src/models/dialect/gpt-tools.ts";
import { ask, formats, openWire, system, type Wire } from "./ask.ts";

let wire: Wire;

afterEach(() => wire.close());

const language = fc.constantFrom("ts", "sh", "py");
const draft = fc.record({ language, code: fc.string({ unit: "grapheme" }) });

const okOf = ({ id }: Cell): Message => ({ role: "outcome", cell: id, failed: false, text: "ok" });

/** What a model says beside its cells; blank words are common, and some providers refuse them. */
const words = fc.oneof(fc.string(), fc.constantFrom("", " ", "\n\n", "\u00a0"));

/** Conversations as a loop makes them: a task, then replies, each with its outcomes or a word of the user. */
const conversation: fc.Arbitrary<readonly Message[]> = fc
  .tuple(
    fc.string(),
    fc.array(
      fc.record({
        text: words,
        drafts: fc.array(draft, { maxLength: 3 }),
        outcomes: fc.nat({ max: 3 }),
        word: words,
      }),
      { maxLength: 4 },
    ),
  )
  .map(([task, turns]) => {
    let count = 0;
    const said = turns.flatMap(({ text, drafts, outcomes, word }): readonly Message[] => {
      const cells: Cell[] = [];
      for (const { language: named, code } of drafts)
        cells.push({ language: named, code, id: `c${(count += 1)}` });
      const ran = cells.slice(0, outcomes);
      const open = ran.length < cells.length || cells.length === 0;
      const reply: readonly Message[] = [{ role: "model", text, cells }];
      return reply.concat(ran.map(okOf), open ? [{ role: "user", text: word }] : []);
    });
    const first: readonly Message[] = [{ role: "user", text: task }];
    return first.concat(said);
  });

const dialects = [cellTools, claudeTools, gptTools, geminiTools, fenced];

describe.each(formats)("$name", (format) => {
  test("takes every conversation in every dialect", async () => {
    wire = await openWire(format, () => ({ type: "reply", text: "ok" }));
    const sample = fc.sample(conversation, 40);
    for (const [index, messages] of sample.entries()) {
      const dialect = dialects[index % dialects.length] ?? cellTools;
      await ask(wire, { dialect, request: { system, messages } }).catch((fault: unknown) => {
        throw new Error(`${dialect.name}: ${JSON.stringify(messages)}: ${String(fault)}`);
      });
    }
    expect(wire.problems).toEqual([]);
  });

  test("is offered no cells where only words are wanted, and code in the reply stays text", async () => {
    const text = "I doubt it:\n```python cell\nassert False\n```";
    wire = await openWire(format, [{ type: "reply", text }]);
    const request = { system, messages: [{ role: "user", text: "Is it right?" }], wordsOnly: true } as const;
    expect(await ask(wire, { dialect: fenced, request })).toMatchObject({ text, cells: [] });
    expect(wire.problems).toEqual([]);
    const sent = JSON.stringify(wire.requests[0]);
    expect(sent).toContain("Is it right?");
    expect(sent).toContain(system);
    expect(sent).not.toMatch(/"tools":\[\{|```/);
  });

  test("is sent a longer conversation with the shorter one at its start, so that a cache holds", async () => {
    wire = await openWire(format, () => ({ type: "reply", text: "ok" }));
    for (const messages of fc.sample(conversation, 15)) {
      const ends = messages.flatMap(({ role }, index) => (role === "model" ? [index] : []));
      let shorter: readonly unknown[] = [];
      for (const end of [...ends, messages.length]) {
        await ask(wire, { request: { system, messages: messages.slice(0, end) } });
        const longer = blocksOf(wire.requests.at(-1));
        expect(longer.slice(0, shorter.length)).toEqual(shorter);
        shorter = longer;
      }
    }
  });
});

/** All that is sent, in its order: what is not the conversation, then block after block, without the marks for a cache, which move. */
function blocksOf(body: unknown): readonly unknown[] {
  const text = JSON.stringify(body, (name, value: unknown) => (name === "cache_control" ? undefined : value));
  const { messages, input, contents, ...rest }: Record<string, unknown> = JSON.parse(text);
  const entries = [messages, input, contents].find((each) => Array.isArray(each)) ?? [];
  const blocks = entries.flatMap((entry: Readonly<Record<string, unknown>>) => {
    const held = entry["content"] ?? entry["parts"];
    return Array.isArray(held) ? held.map((block: unknown) => ({ role: entry["role"], block })) : [entry];
  });
  return [rest, ...blocks];
}
