/** The dialect of models that can call tools: one tool for each language, named as model families know them. */
import type { Cell, Draft, Language } from "../../core/cell.ts";
import type { Message } from "../../core/message.ts";
import type { Call, Dialect, Offer, PromptMessage } from "./dialect.ts";

interface CellTool {
  readonly name: string;
  readonly argument: string;
  readonly description: string;
}

/** What the model reads about its tools; all of it is sent with every request, so it is small. */
const tools: Readonly<Record<Language, CellTool>> = {
  sh: { name: "bash", argument: "command", description: "Run a shell command in the workspace." },
  ts: {
    name: "typescript",
    argument: "code",
    description:
      "Run a TypeScript cell. Variables last from cell to cell; top-level await works; the last expression is the result.",
  },
  py: { name: "python", argument: "code", description: "Run a Python program in the workspace." },
};

/** Names that models use for these tools although they were offered under others. */
const languages: ReadonlyMap<string, Language> = new Map([
  ["bash", "sh"],
  ["shell", "sh"],
  ["sh", "sh"],
  ["typescript", "ts"],
  ["ts", "ts"],
  ["javascript", "ts"],
  ["js", "ts"],
  ["python", "py"],
  ["py", "py"],
]);

const offer: Offer = Object.values(tools).map(({ name, argument, description }) => ({
  type: "function",
  name,
  description,
  inputSchema: {
    type: "object",
    properties: { [argument]: { type: "string" } },
    required: [argument],
    additionalProperties: false,
  },
}));

/** Cells as tool calls. The id of a call is made of the cell's (`call_c1`), so that nothing has to be remembered between requests. */
export const cellTools: Dialect = {
  name: "cell-tools",

  encode({ system, messages }) {
    const prompt: PromptMessage[] = system === "" ? [] : [{ role: "system", content: system }];
    const open = new Map<string, Cell>();
    for (const message of messages) {
      if (message.role !== "outcome") closeCalls(open, prompt);
      addMessage(message, open, prompt);
    }
    return { prompt, tools: offer };
  },

  decode({ text, calls, cut }) {
    // Some models say a line break before they call a tool: that is no answer.
    const words = text.trim() === "" ? "" : text;
    return {
      text: words,
      cells: calls.map((call, index) => cellOf(call, cut && index === calls.length - 1)),
    };
  },
};

function addMessage(message: Message, open: Map<string, Cell>, prompt: PromptMessage[]): void {
  if (message.role === "user") {
    prompt.push(userMessage(message.text));
    return;
  }
  if (message.role === "outcome") {
    const cell = open.get(message.cell);
    // Providers refuse a result whose call they cannot see: a late or unknown one is told in words.
    prompt.push(cell ? result(cell, message) : userMessage(`[${message.cell}] ${message.text}`));
    open.delete(message.cell);
    return;
  }
  // Some providers refuse an assistant message that holds nothing.
  if (message.text === "" && message.cells.length === 0) return;
  prompt.push({
    role: "assistant",
    content: [
      ...(message.text === "" ? [] : [{ type: "text", text: message.text } as const]),
      ...message.cells.map(callOf),
    ],
  });
  for (const cell of message.cells) open.set(cell.id, cell);
}

/** Providers refuse a conversation with a call left open; whoever asks on before an outcome came says so here. */
function closeCalls(open: Map<string, Cell>, prompt: PromptMessage[]): void {
  for (const cell of open.values())
    prompt.push(result(cell, { failed: true, text: "This cell did not run." }));
  open.clear();
}

const userMessage = (text: string): PromptMessage => ({ role: "user", content: [{ type: "text", text }] });

const callOf = (cell: Cell) =>
  ({
    type: "tool-call",
    toolCallId: `call_${cell.id}`,
    toolName: tools[cell.language].name,
    input: { [tools[cell.language].argument]: cell.code },
  }) as const;

function result(
  cell: Cell,
  { failed, text }: { readonly failed: boolean; readonly text: string },
): PromptMessage {
  return {
    role: "tool",
    content: [
      {
        type: "tool-result",
        toolCallId: `call_${cell.id}`,
        toolName: tools[cell.language].name,
        output: { type: failed ? "error-text" : "text", value: text },
      },
    ],
  };
}

/** The cell in a call: one that throws what was wrong when there is no sense in it, or when it was cut off. */
function cellOf({ tool, input }: Call, cutOff: boolean): Draft {
  const language = languages.get(tool.toLowerCase());
  const given = parse(input);
  if (given === undefined && cutOff)
    return complaint("this call was cut off at the length limit: write less at once");
  if (language === undefined) {
    return complaint(`there is no tool ${JSON.stringify(tool)}: call bash, typescript or python`);
  }
  const code = codeIn(given, tools[language].argument);
  if (code !== undefined) return { language, code };
  const shape = `{${JSON.stringify(tools[language].argument)}: "…"}`;
  return complaint(`the arguments of ${tool} must be the JSON object ${shape}`);
}

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
function codeIn(given: unknown, argument: string): string | undefined {
  if (typeof given === "string") return given;
  if (typeof given !== "object" || given === null || Array.isArray(given)) return undefined;
  const entries = Object.entries(given);
  const named = entries.find(([key]) => key === argument)?.[1];
  if (typeof named === "string") return named;
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return texts.length === 1 ? texts[0]?.[1] : undefined;
}
