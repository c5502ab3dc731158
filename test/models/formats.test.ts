/** What each format has of its own: reasoning that goes back, pictures, counts, endings, marks for caches. */
import { afterEach, describe, expect, test } from "vitest";
import type { Cell } from "../../src/core/cell.ts";
import type { Message } from "../../src/core/message.ts";
import type { Reply, Request } from "../../src/core/model.ts";
import { claudeTools } from "../../src/models/dialect/claude-tools.ts";
import { geminiTools } from "../../src/models/dialect/gemini-tools.ts";
import { gptTools } from "../../src/models/dialect/gpt-tools.ts";
import { ask, faultOf, formats, hello, openWire, system, type Wire } from "./ask.ts";
import { anthropic } from "./wires/anthropic.ts";
import { chat } from "./wires/chat.ts";
import { google } from "./wires/google.ts";
import { responses } from "./wires/responses.ts";
import { entriesIn } from "./wires/schema.ts";

let wire: Wire;

afterEach(() => wire.close());

/** As it comes out of a journal. */
const journaled = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** The conversation after one reply of the model, with what came back from its cells. */
function after({ text, cells, private: own }: Reply): Request {
  const named = cells.map((cell, index): Cell => ({ ...cell, id: `c${index + 1}` }));
  const messages: readonly Message[] = [
    ...hello.messages,
    { role: "model", text, cells: named, ...(own !== undefined && { private: journaled(own) }) },
    ...named.map(({ id }) => ({ role: "outcome", cell: id, failed: false, text: "ok" }) as const),
    ...(named.length === 0 ? [{ role: "user", text: "go on" } as const] : []),
  ];
  return { ...hello, messages };
}

const calls = [
  { name: "bash", arguments: '{"command":"ls"}' },
  { name: "bash", arguments: '{"command":"pwd"}' },
];
const thinking = {
  type: "reply",
  reasoning: "Let me see.",
  seal: "sealed:abc",
  text: "I look.",
  calls,
} as const;

describe("reasoning", () => {
  test("of Claude goes back with its signature, before what it led to", async () => {
    wire = await openWire(anthropic, [thinking, { type: "reply", text: "done" }]);
    const first = await ask(wire);
    expect(first.text).toBe("I look.");
    await ask(wire, { request: after(first) });
    expect(wire.problems).toEqual([]);
    expect(wire.requests[1]).toMatchObject({
      messages: [
        {},
        {
          content: [
            { type: "thinking", thinking: "Let me see.", signature: "sealed:abc" },
            { type: "text", text: "I look." },
            { type: "tool_use", id: "call_c1" },
            { type: "tool_use", id: "call_c2" },
          ],
        },
        { content: [{ tool_use_id: "call_c1" }, { tool_use_id: "call_c2" }] },
      ],
    });
  });

  test("of GPT goes back encrypted, and nothing is stored with OpenAI", async () => {
    wire = await openWire(responses, [thinking, { type: "reply", text: "done" }]);
    const first = await ask(wire, { model: "gpt-5.5" });
    await ask(wire, { model: "gpt-5.5", request: after(first) });
    expect(wire.problems).toEqual([]);
    expect(wire.requests[1]).toMatchObject({ store: false, include: ["reasoning.encrypted_content"] });
    expect(entriesIn(wire.requests[1], "input")).toContainEqual({
      type: "reasoning",
      id: "rs_1",
      encrypted_content: "sealed:abc",
      summary: [{ type: "summary_text", text: "Let me see." }],
    });
  });

  test("of Gemini goes back as the signature of its first call", async () => {
    wire = await openWire(google, [thinking, { type: "reply", text: "done" }]);
    const first = await ask(wire, { model: "gemini-3.8-flash" });
    await ask(wire, { model: "gemini-3.8-flash", request: after(first) });
    expect(wire.problems).toEqual([]);
    expect(wire.requests[1]).toMatchObject({
      contents: [
        {},
        {
          parts: [
            { text: "I look." },
            { functionCall: { name: "bash" }, thoughtSignature: "sealed:abc" },
            { functionCall: { name: "bash" } },
          ],
        },
        { parts: [{ functionResponse: {} }, { functionResponse: {} }] },
      ],
    });
  });

  test("that nobody signed is not kept", async () => {
    wire = await openWire(chat, [thinking]);
    expect(await ask(wire)).not.toHaveProperty("private");
  });

  test.each(formats)("of another model does not go to $name", async (format) => {
    wire = await openWire(format, [thinking, { type: "reply", text: "done" }]);
    const first = await ask(wire, { model: "one" });
    await ask(wire, { model: "two", request: after(first) });
    expect(wire.problems).toEqual([]);
    expect(JSON.stringify(wire.requests[1])).not.toContain("sealed:abc");
  });

  test("stays where it was also when it comes without words, or with words alone", async () => {
    const { text: _, ...silent } = thinking;
    const { calls: __, ...wordy } = thinking;
    wire = await openWire(anthropic, [
      silent,
      { type: "reply", text: "a" },
      wordy,
      { type: "reply", text: "b" },
    ]);
    for (const step of [silent, wordy]) {
      const first = await ask(wire);
      await ask(wire, { request: after(first) });
      expect(step.type).toBe("reply");
    }
    expect(wire.problems).toEqual([]);
    expect(wire.requests).toHaveLength(4);
  });
});

describe("a call in a family's own tools", () => {
  test.each([
    [
      anthropic,
      claudeTools,
      "str_replace_based_edit_tool",
      { command: "view", path: "a.ts", view_range: [2, 4] },
    ],
    [responses, gptTools, "shell", { command: ["bash", "-lc", "ls"] }],
    [google, geminiTools, "read_file", { file_path: "a.ts", offset: 3, limit: 2 }],
  ])("is told to its model again in its own words ($name)", async (format, dialect, name, input) => {
    wire = await openWire(format, [
      { type: "reply", calls: [{ name, arguments: JSON.stringify(input) }] },
      { type: "reply", text: "done" },
    ]);
    const first = await ask(wire, { dialect });
    await ask(wire, { dialect, request: after(first) });
    expect(wire.problems).toEqual([]);
    const [said, again] = [JSON.stringify(input), JSON.stringify(wire.requests[1])];
    expect(again.includes(said) || again.includes(JSON.stringify(said).slice(1, -1))).toBe(true);
  });
});

const pixel =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

test.each(formats)("a picture reaches $name", async (format) => {
  wire = await openWire(format, [{ type: "reply", text: "a dot" }]);
  const images = [{ mediaType: "image/png", data: pixel }];
  await ask(wire, { request: { system, messages: [{ role: "user", text: "what is it?", images }] } });
  expect(wire.problems).toEqual([]);
  expect(JSON.stringify(wire.requests[0])).toContain(pixel);
});

test.each([
  [anthropic, { input_tokens: 10, cache_read_input_tokens: 60, cache_creation_input_tokens: 30 }, 30],
  [responses, { input_tokens: 100, input_tokens_details: { cached_tokens: 60 } }, 0],
  [google, { promptTokenCount: 100, cachedContentTokenCount: 60 }, 0],
])("what a cache held is a part of the input ($name)", async (format, usage, written) => {
  wire = await openWire(format, [{ type: "reply", text: "hi", usage }]);
  expect((await ask(wire)).usage).toEqual({
    inputTokens: 100,
    outputTokens: 20,
    cacheReadTokens: 60,
    cacheWriteTokens: written,
  });
});

test.each([
  [anthropic, "max_tokens", "length"],
  [anthropic, "model_context_window_exceeded", "length"],
  [anthropic, "refusal", "refusal"],
  [anthropic, "end_turn", "stop"],
  [responses, "max_output_tokens", "length"],
  [responses, "content_filter", "refusal"],
  [responses, "completed", "stop"],
  [google, "MAX_TOKENS", "length"],
  [google, "SAFETY", "refusal"],
  [google, "STOP", "stop"],
])("a reply that ended so is told as that ($name)", async (format, finish, expected) => {
  wire = await openWire(format, [{ type: "reply", text: "so", finish }]);
  expect(await ask(wire)).toMatchObject({ text: "so", finish: expected });
});

test.each([
  [anthropic, "prompt is too long: 210000 tokens > 200000 maximum"],
  [responses, "Your input exceeds the context window of this model."],
  [google, "The input token count (1200000) exceeds the maximum number of tokens allowed (1048576)."],
])("a conversation that is too long is told from other faults ($name)", async (format, message) => {
  wire = await openWire(format, [{ type: "status", status: 400, message }]);
  expect((await faultOf(ask(wire))).code).toBe("context_overflow");
});

test("Anthropic's caches are marked at the tools, the system text and the last two turns of the user", async () => {
  wire = await openWire(anthropic, () => ({ type: "reply", text: "ok" }));
  const turn = (id: string): readonly Message[] => [
    { role: "model", text: "", cells: [{ id, language: "sh", code: "ls" }] },
    { role: "outcome", cell: id, failed: false, text: "ok" },
  ];
  const messages = [...hello.messages, ...turn("c1"), ...turn("c2")];
  await ask(wire, { request: { system, messages } });
  const mark = { cache_control: { type: "ephemeral" } };
  expect(wire.requests[0]).toMatchObject({
    system: [mark],
    tools: [{}, {}, mark],
    messages: [{}, {}, { content: [mark] }, {}, { content: [mark] }],
  });
  expect(JSON.stringify(wire.requests[0]).match(/cache_control/g)).toHaveLength(4);
});

test("OpenAI's caches are found by the session", async () => {
  wire = await openWire(responses, [{ type: "reply", text: "ok" }]);
  await ask(wire, { request: { ...hello, session: "s-01-abc" } });
  expect(wire.requests[0]).toMatchObject({ prompt_cache_key: "s-01-abc" });
});
