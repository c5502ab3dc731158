/** The dialects: what they send, what they understand. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Cell, Draft } from "../../src/core/cell.ts";
import type { Message } from "../../src/core/message.ts";
import { cellTools } from "../../src/models/dialect/cell-tools.ts";
import type { Call } from "../../src/models/dialect/dialect.ts";
import { fenced } from "../../src/models/dialect/fenced.ts";

const language = fc.constantFrom("ts", "sh", "py");
const draft: fc.Arbitrary<Draft> = fc.record({ language, code: fc.string({ unit: "grapheme" }) });

/** Conversations in any order of messages, also ones that no loop would make: outcomes late, missing, unknown. */
const conversation: fc.Arbitrary<readonly Message[]> = fc
  .array(
    fc.oneof(
      fc.record({ role: fc.constant("user"), text: fc.string() }),
      fc.record({ role: fc.constant("model"), text: fc.string(), drafts: fc.array(draft, { maxLength: 3 }) }),
      fc.record({
        role: fc.constant("outcome"),
        cell: fc.integer({ min: 1, max: 6 }).map((number) => `c${number}`),
        failed: fc.boolean(),
        text: fc.string(),
      }),
    ),
  )
  .map((messages) => {
    let count = 0;
    return messages.map((message): Message => {
      if (!("drafts" in message)) return message;
      const cells = message.drafts.map((each): Cell => ({ ...each, id: `c${(count += 1)}` }));
      return { role: "model", text: message.text, cells };
    });
  });

describe.each([cellTools, fenced])("$name", (dialect) => {
  test("encodes a longer conversation with the shorter one's encoding at its start", () => {
    fc.assert(
      fc.property(conversation, fc.nat(), (messages, cut) => {
        const shorter = dialect.encode({ system: "s", messages: messages.slice(0, cut) }).prompt;
        const longer = dialect.encode({ system: "s", messages }).prompt;
        expect(longer.slice(0, shorter.length)).toEqual(shorter);
      }),
    );
  });

  test("says the same for the same conversation", () => {
    fc.assert(
      fc.property(conversation, (messages) => {
        expect(dialect.encode({ system: "s", messages })).toEqual(dialect.encode({ system: "s", messages }));
      }),
    );
  });
});

describe("cell tools", () => {
  const decode = (call: Call) => cellTools.decode({ text: "", calls: [call], cut: false }).cells;

  test("are three, and small", () => {
    const { tools } = cellTools.encode({ system: "", messages: [] });
    expect(tools.map(({ name }) => name)).toEqual(["bash", "typescript", "python"]);
    expect(JSON.stringify(tools).length).toBeLessThan(900); // 250 tokens at the worst
  });

  test("leave no call without a result and no result without its call", () => {
    fc.assert(
      fc.property(conversation, (messages) => {
        const { prompt } = cellTools.encode({
          system: "",
          messages: [...messages, { role: "user", text: "?" }],
        });
        const ids = (role: string, type: string) =>
          prompt.flatMap((message) =>
            message.role !== role || typeof message.content === "string"
              ? []
              : message.content.flatMap((part) =>
                  part.type === type && "toolCallId" in part ? [part.toolCallId] : [],
                ),
          );
        const calls = ids("assistant", "tool-call");
        expect(new Set(calls).size).toBe(calls.length);
        expect(ids("tool", "tool-result").toSorted()).toEqual(calls.toSorted());
      }),
    );
  });

  test("understand again every cell that they send", () => {
    fc.assert(
      fc.property(draft, (given) => {
        const { prompt } = cellTools.encode({
          system: "",
          messages: [{ role: "model", text: "", cells: [{ ...given, id: "c1" }] }],
        });
        const part = prompt[0]?.role === "assistant" ? prompt[0].content[0] : undefined;
        if (part?.type !== "tool-call") throw new TypeError("no call was sent");
        expect(decode({ tool: part.toolName, input: JSON.stringify(part.input) })).toEqual([given]);
      }),
    );
  });

  test.each([
    ["bash", '{"command":"ls"}', "sh"],
    ["shell", '{"cmd":"ls"}', "sh"],
    ["Bash", '"ls"', "sh"],
    ["bash", '{"command":"ls","timeout":5,"description":"list"}', "sh"],
    ["python", '{"script":"ls"}', "py"],
  ])("understand %s(%s)", (tool, input, expected) => {
    expect(decode({ tool, input })).toEqual([{ language: expected, code: "ls" }]);
  });

  test.each([
    ["edit_file", '{"path":"a"}', "there is no tool"],
    ["bash", '{"command":"ls', "must be the JSON object"],
    ["bash", "[]", "must be the JSON object"],
    ["bash", '{"a":"x","b":"y"}', "must be the JSON object"],
  ])("answer the senseless %s(%s) with a cell that says so", (tool, input, words) => {
    const [cell] = decode({ tool, input });
    expect(cell?.language).toBe("ts");
    expect(cell?.code).toContain(words);
    expect(cell?.code).toMatch(/^throw new TypeError\("/);
  });
});

describe("fences", () => {
  test("are understood again whatever they hold", () => {
    const code = fc.string({ unit: fc.constantFrom("`", "\n", "a", "```", " ", "cell", "ts") });
    fc.assert(
      fc.property(fc.array(fc.record({ language, code }), { minLength: 1, maxLength: 3 }), (drafts) => {
        const cells = drafts.map((each, index): Cell => ({ ...each, id: `c${index + 1}` }));
        const { prompt } = fenced.encode({ system: "", messages: [{ role: "model", text: "", cells }] });
        const part = prompt[1]?.role === "assistant" ? prompt[1].content[0] : undefined;
        const text = part?.type === "text" ? part.text : "";
        expect(fenced.decode({ text, calls: [], cut: false })).toEqual({ text: "", cells: drafts });
      }),
    );
  });

  test("that are not closed, or not labelled cells, are words", () => {
    const text = "```sh\nrm -rf .\n```\n```sh cell\nrm -rf .";
    expect(fenced.decode({ text, calls: [], cut: true })).toEqual({ text, cells: [] });
  });
});
