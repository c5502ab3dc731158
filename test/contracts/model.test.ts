/** What every model keeps to, whatever is behind it. */
import { describe, expect, test } from "vitest";
import type { Fact } from "../../src/core/fact.ts";
import type { Message } from "../../src/core/message.ts";
import type { Model, Request } from "../../src/core/model.ts";
import { createRecorded } from "../../src/models/recorded.ts";
import { createScript, type Line } from "../../src/models/script.ts";
import { faultOf, formats, modelOn, openWire } from "../models/ask.ts";
import type { Format } from "../models/wires/server.ts";

/** What each adapter is made to say, turn by turn. */
const lines: readonly Line[] = [
  {
    text: "I look first.",
    cells: [
      { language: "sh", code: "ls" },
      { language: "ts", code: "1" },
    ],
  },
  { text: "", cells: [{ language: "py", code: "print('é')" }] },
  { text: "It is done.", cells: [] },
];

interface Adapter {
  readonly name: string;
  readonly open: () => Promise<{ readonly model: Model; readonly close: () => Promise<void> }>;
  /** What a turn after the last line comes to. */
  readonly after: object;
}

const silent = { text: "", cells: [], finish: "silent" };
const nothing = async (): Promise<void> => {};

const adapters: readonly Adapter[] = [
  {
    name: "script",
    open: async () => ({ model: createScript("script:x", lines), close: nothing }),
    after: silent,
  },
  {
    name: "recorded",
    open: async () => ({ model: createRecorded(lines.map(factOf)), close: nothing }),
    after: { code: "model_failed", message: expect.stringContaining("it holds 3 replies, and reply 4") },
  },
  ...formats.map((format) => ({ name: format.name, open: () => openRemote(format), after: silent })),
];

function factOf(line: Line, index: number): Fact {
  return {
    seq: index + 1,
    at: 0,
    type: "model.replied",
    turn: index + 1,
    text: line.text,
    cells: line.cells.map((cell, at) => ({ ...cell, id: `c${at + 1}` })),
    usage: { inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0 },
    finish: "stop",
    milliseconds: 1,
  };
}

async function openRemote(
  format: Format,
): Promise<{ readonly model: Model; readonly close: () => Promise<void> }> {
  const names = { sh: ["bash", "command"], ts: ["typescript", "code"], py: ["python", "code"] } as const;
  const wire = await openWire(format, (body) => {
    const { text, cells } = lines[format.replies(body)] ?? {
      text: "",
      cells: [],
    };
    const calls = cells.map(({ language, code }) => {
      const [name, argument] = names[language];
      return { name, arguments: JSON.stringify({ [argument]: code }) };
    });
    return { type: "reply", text, calls };
  });
  return { model: modelOn(wire), close: () => wire.close() };
}

/** The request of a turn, after the lines before it and their outcomes. */
function requestOf(turn: number): Request {
  const messages: Message[] = [{ role: "user", text: "do it" }];
  let count = 0;
  for (const { text, cells } of lines.slice(0, turn)) {
    const named = cells.map(({ language, code }) => ({ language, code, id: `c${(count += 1)}` }));
    messages.push({ role: "model", text, cells: named });
    messages.push(
      ...named.map(({ id }) => ({ role: "outcome", cell: id, failed: false, text: "ok" }) as const),
    );
  }
  messages.push(...(turn < lines.length ? [] : [{ role: "user", text: "go on" } as const]));
  return { system: "Be brief.", messages };
}

const signal = new AbortController().signal;

describe.each(adapters)("$name", ({ open, after }) => {
  test("replies turn by turn with words and cells in their order", async () => {
    const { model, close } = await open();
    for (const [turn, line] of lines.entries()) {
      expect(await model.reply(requestOf(turn), { signal })).toMatchObject({ ...line, finish: "stop" });
    }
    await close();
  });

  test("keeps no state: any turn can be asked first, or twice", async () => {
    const { model, close } = await open();
    for (const turn of [2, 0, 2]) {
      expect(await model.reply(requestOf(turn), { signal })).toMatchObject({ ...lines[turn] });
    }
    await close();
  });

  test("streams the words that its reply has", async () => {
    const { model, close } = await open();
    let deltas = "";
    const onDelta = (text: string): void => {
      deltas += text;
    };
    const { text } = await model.reply(requestOf(0), { signal, onDelta });
    expect(deltas).toBe(text);
    await close();
  });

  test("leaves the request as it was", async () => {
    const { model, close } = await open();
    const request = requestOf(2);
    const before = structuredClone(request);
    await model.reply(request, { signal });
    expect(request).toEqual(before);
    await close();
  });

  test("counts tokens without gaps", async () => {
    const { model, close } = await open();
    const { usage } = await model.reply(requestOf(0), { signal });
    expect(Object.values(usage).every((count) => Number.isSafeInteger(count) && count >= 0)).toBe(true);
    await close();
  });

  test("throws a Fault when it is interrupted", async () => {
    const { model, close } = await open();
    const fault = await faultOf(model.reply(requestOf(0), { signal: AbortSignal.abort() }));
    expect(fault.code).toBe("model_failed");
    await close();
  });

  test("says plainly that it has nothing more to say", async () => {
    const { model, close } = await open();
    const end = await model.reply(requestOf(lines.length), { signal }).catch((fault: unknown) => fault);
    expect(end).toMatchObject(after);
    await close();
  });
});
