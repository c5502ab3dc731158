/** A model of chat completions against a server that checks what it is sent. */
import { afterEach, describe, expect, test } from "vitest";
import type { Message } from "../../src/core/message.ts";
import { fenced } from "../../src/models/dialect/fenced.ts";
import { ask, faultOf, key, openWire, system, type Step, type Wire } from "./ask.ts";
import { chat } from "./wires/chat.ts";

let wire: Wire;

const open = async (...steps: readonly Step[]): Promise<void> => {
  wire = await openWire(chat, steps);
};

afterEach(async () => {
  await wire.close();
});

describe("a reply", () => {
  test("has its words streamed, its calls as cells, its tokens counted", async () => {
    await open({
      type: "reply",
      text: "I look around first.",
      calls: [
        { name: "bash", arguments: '{"command":"ls -l"}' },
        { name: "typescript", arguments: '{"code":"1 + 1"}' },
        { name: "python", arguments: '{"code":"print(1)"}' },
      ],
      usage: {
        prompt_tokens: 100,
        completion_tokens: 20,
        total_tokens: 120,
        prompt_tokens_details: { cached_tokens: 64 },
        cost: 0.25,
      },
    });
    expect(await ask(wire)).toEqual({
      text: "I look around first.",
      deltas: "I look around first.",
      cells: [
        { language: "sh", code: "ls -l" },
        { language: "ts", code: "1 + 1" },
        { language: "py", code: "print(1)" },
      ],
      usage: { inputTokens: 100, outputTokens: 20, cacheReadTokens: 64, cacheWriteTokens: 0 },
      finish: "stop",
      cost: 0.25,
    });
    expect(wire.headers[0]?.authorization).toBe(`Bearer ${key}`);
  });

  test("is the same when its bytes come one at a time, in any script", async () => {
    await open({
      type: "reply",
      text: "Grüße 🌍",
      calls: [{ name: "bash", arguments: '{"command":"echo 🌍"}' }],
      drip: true,
    });
    const { deltas, cells } = await ask(wire);
    expect(deltas).toBe("Grüße 🌍");
    expect(cells).toEqual([{ language: "sh", code: "echo 🌍" }]);
  });

  test("does not show a model's reasoning as its words", async () => {
    await open({ type: "reply", reasoning: "hm", text: "yes" });
    expect(await ask(wire)).toMatchObject({ text: "yes", deltas: "yes" });
  });

  test.each([
    ["length", "length"],
    ["content_filter", "refusal"],
    ["stop", "stop"],
    ["eos", "stop"],
  ])("that finished with %s is %s", async (finish, expected) => {
    await open({ type: "reply", text: "so", finish });
    expect(await ask(wire)).toMatchObject({ finish: expected });
  });

  test("without a word or a call is silent, if it is so twice", async () => {
    await open({ type: "reply" }, { type: "reply", text: "\n" });
    expect(await ask(wire)).toMatchObject({ text: "", cells: [], finish: "silent" });
    await wire.close();
    await open({ type: "reply" }, { type: "reply", text: "yes" });
    expect(await ask(wire)).toMatchObject({ text: "yes", finish: "stop" });
  });

  test("cut off in the middle of a call keeps the calls that were whole, and the model will read why", async () => {
    await open({
      type: "reply",
      calls: [
        { name: "bash", arguments: '{"command":"ls"}' },
        { name: "bash", arguments: '{"command":"rm -rf /tmp/x' },
      ],
      finish: "length",
    });
    expect(await ask(wire)).toMatchObject({
      cells: [
        { language: "sh", code: "ls" },
        { language: "ts", code: expect.stringContaining("cut off") },
      ],
      finish: "length",
    });
  });

  test("from a model without tools has the fences that are labelled cells, and no others", async () => {
    const text = "Look:\n\n```ts\nshown();\n```\n\n```sh cell\nls\n```\n";
    await open({ type: "reply", text });
    expect(await ask(wire, { dialect: fenced })).toMatchObject({
      text: "Look:\n\n```ts\nshown();\n```",
      cells: [{ language: "sh", code: "ls" }],
    });
    expect(wire.requests[0]).not.toHaveProperty("tools");
  });
});

describe("a conversation", () => {
  test("is sent with each outcome after the call that it belongs to", async () => {
    await open({ type: "reply", text: "done" });
    const messages: readonly Message[] = [
      { role: "user", text: "fix it" },
      {
        role: "model",
        text: "",
        cells: [
          { id: "c1", language: "sh", code: "ls" },
          { id: "c2", language: "ts", code: "1" },
        ],
      },
      { role: "outcome", cell: "c2", failed: false, text: "1" },
      { role: "outcome", cell: "c1", failed: true, text: "exit 1" },
      { role: "user", text: "go on" },
    ];
    await ask(wire, { request: { system, messages } });
    expect(wire.requests[0]).toHaveProperty("messages", [
      { role: "system", content: system },
      { role: "user", content: "fix it" },
      {
        role: "assistant",
        content: null,
        tool_calls: [
          { id: "call_c1", type: "function", function: { name: "bash", arguments: '{"command":"ls"}' } },
          { id: "call_c2", type: "function", function: { name: "typescript", arguments: '{"code":"1"}' } },
        ],
      },
      { role: "tool", tool_call_id: "call_c2", content: "1" },
      { role: "tool", tool_call_id: "call_c1", content: "exit 1" },
      { role: "user", content: "go on" },
    ]);
  });
});

test("an interruption ends a reply that hangs in the middle", async () => {
  await open({ type: "hang", text: "so" });
  const stop = new AbortController();
  const asked = ask(wire, { signal: stop.signal, onDelta: () => stop.abort() });
  expect(await faultOf(asked)).toMatchObject({
    code: "model_failed",
    message: "wire/small was interrupted before it had replied",
  });
});
