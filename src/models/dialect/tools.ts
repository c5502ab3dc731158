/** Dialects of models that can call tools: every call is a cell. */
import type { Cell, Draft } from "../../core/cell.ts";
import type { Message } from "../../core/message.ts";
import {
  userMessage,
  type AssistantPart,
  type Call,
  type Dialect,
  type DialectName,
  type PromptMessage,
} from "./dialect.ts";
import { isRecord, piecesOf, type Piece, type Worded } from "./piece.ts";
import { weave } from "./weave.ts";

type Input = Readonly<Record<string, unknown>>;

/** One tool as a model knows it. All of it is sent with every request, so it is small. */
export interface CellTool {
  readonly name: string;
  /** Names that models use for it although it was offered under this one. */
  readonly aliases?: readonly string[];
  readonly description: string;
  /** The properties of its arguments in JSON Schema; those in `optional` may be left out. */
  readonly properties: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly optional?: readonly string[];
  /** It is understood, since the harness speaks of it, but not offered. */
  readonly hidden?: boolean;
  /** The cell that a call with these arguments is; a string says what is wrong with them. */
  cell(input: Input): Draft | string;
  /** The arguments of the call that such a cell is; undefined when it is no cell of this tool. */
  word(draft: Draft): Input | undefined;
}

/** A tool whose only argument is the code of a cell. */
export function codeTool(
  language: Draft["language"],
  { argument, ...tool }: Pick<CellTool, "name" | "aliases" | "description"> & { readonly argument: string },
): CellTool {
  return {
    ...tool,
    properties: { [argument]: { type: "string" } },
    cell: (input) => {
      const code = codeIn(input, argument);
      return code === undefined ? shape([argument]) : { language, code };
    },
    word: (draft) => (draft.language === language ? { [argument]: draft.code } : undefined),
  };
}

/** What arguments must look like, for a model that got them wrong. */
export const shape = (names: readonly string[]): string =>
  `must be the JSON object {${names.map((name) => `${JSON.stringify(name)}: …`).join(", ")}}`;

/** A dialect of these tools. A cell is sent as the first tool that has words for it, so the last should take any. */
export function createToolDialect(name: DialectName, tools: readonly CellTool[]): Dialect {
  const offered = tools.filter((tool) => tool.hidden !== true);
  const offer = offered.map(({ name: tool, description, properties, optional = [] }) => ({
    type: "function" as const,
    name: tool,
    description,
    inputSchema: {
      type: "object" as const,
      properties: { ...properties },
      required: Object.keys(properties).filter((key) => !optional.includes(key)),
      additionalProperties: false,
    },
  }));

  const word = (draft: Draft): Worded => {
    for (const tool of tools) {
      const input = tool.word(draft);
      if (input !== undefined) return { tool: tool.name, input };
    }
    return { tool: tools[0]?.name ?? "", input: { code: draft.code } };
  };

  /** The cell in a call: one that throws what was wrong when there is no sense in it, or when it was cut off. */
  const cellOf = (call: Call, cutOff: boolean): Draft => {
    const given = parse(call.input);
    if (given === undefined && cutOff)
      return complaint("this call was cut off at the length limit: write less at once");
    const known = call.tool.toLowerCase();
    const tool = tools.find((each) => each.name === known || each.aliases?.includes(known));
    if (tool === undefined) {
      const names = offered.map((each) => each.name);
      const list = `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
      return complaint(`there is no tool ${JSON.stringify(call.tool)}: call ${list}`);
    }
    // Some models send the only argument bare.
    const only = Object.keys(tool.properties)[0] ?? "";
    const input = typeof given === "string" ? { [only]: given } : given;
    const cell = isRecord(input) ? tool.cell(input) : shape(Object.keys(tool.properties));
    return typeof cell === "string" ? complaint(`the arguments of ${call.tool} ${cell}`) : cell;
  };

  return {
    name,
    word,

    encode({ system, messages }, by = "") {
      const prompt: PromptMessage[] = system === "" ? [] : [{ role: "system", content: system }];
      const calls = new OpenCalls(prompt);
      for (const message of messages) {
        if (message.role === "outcome") calls.answer(message);
        else calls.close();
        if (message.role === "user") prompt.push(userMessage(message.text, message.images));
        if (message.role === "model") calls.open(message, word, piecesOf(message.private, by));
      }
      return { prompt, tools: offer };
    },

    decode({ text, calls, cut }) {
      return {
        // Some models say a line break before they call a tool: that is no answer.
        text: text.trim() === "" ? "" : text,
        cells: calls.map((call, index) => cellOf(call, cut && index === calls.length - 1)),
      };
    },
  };
}

/** The calls of the last reply that nothing has answered yet. A call's id is made of its cell's (`call_c1`), so that nothing has to be remembered. */
class OpenCalls {
  readonly #prompt: PromptMessage[];
  readonly #open = new Map<string, string>();

  constructor(prompt: PromptMessage[]) {
    this.#prompt = prompt;
  }

  open(
    { text, cells }: Extract<Message, { role: "model" }>,
    word: (draft: Draft) => Worded,
    pieces: readonly Piece[],
  ): void {
    // Some providers refuse an assistant message that holds nothing, or words that are only blank.
    const silent = text.trim() === "";
    if (silent && cells.length === 0) return;
    const own = pieces.filter((piece) => piece.type === "call");
    const calls = cells.map((cell, index): AssistantPart => {
      const { tool, input } = (own.length === cells.length ? own[index]?.said : undefined) ?? word(cell);
      this.#open.set(cell.id, tool);
      return { type: "tool-call", toolCallId: idOf(cell), toolName: tool, input };
    });
    const words: readonly AssistantPart[] = silent ? [] : [{ type: "text", text }];
    this.#prompt.push({ role: "assistant", content: weave(pieces, [...words, ...calls]) });
  }

  answer({ cell, failed, text }: Extract<Message, { role: "outcome" }>): void {
    const tool = this.#open.get(cell);
    // Providers refuse a result whose call they cannot see: a late or unknown one is told in words.
    if (tool === undefined) {
      this.close();
      this.#prompt.push(userMessage(`[${cell}] ${text}`));
      return;
    }
    this.#push(cell, { tool, type: failed ? "error-text" : "text", value: text });
  }

  /** Providers refuse a conversation with a call left open; whoever asks on before an outcome came says so here. */
  close(): void {
    for (const [cell, tool] of this.#open)
      this.#push(cell, { tool, type: "error-text", value: "This cell did not run." });
  }

  #push(
    cell: string,
    said: { readonly tool: string; readonly type: "text" | "error-text"; readonly value: string },
  ): void {
    this.#open.delete(cell);
    this.#prompt.push({
      role: "tool",
      content: [
        {
          type: "tool-result",
          toolCallId: idOf({ id: cell }),
          toolName: said.tool,
          output: { type: said.type, value: said.value },
        },
      ],
    });
  }
}

const idOf = ({ id }: Pick<Cell, "id">): string => `call_${id}`;

// A conversation can hold only calls that some cell answers, so a senseless call becomes a cell whose outcome says why.
const complaint = (words: string): Draft => ({
  language: "ts",
  code: `throw new TypeError(${JSON.stringify(words)})`,
});

/** The JSON value of that text; undefined when it is none. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The code in a call's arguments: under its name, else the only text that there is. */
function codeIn(given: Input, argument: string): string | undefined {
  if (typeof given[argument] === "string") return given[argument];
  const texts = Object.values(given).filter((value) => typeof value === "string");
  return texts.length === 1 ? texts[0] : undefined;
}
