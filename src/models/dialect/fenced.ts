/** The dialect of models that cannot call tools: cells are fenced code whose label says `cell`. */
import { readFileSync } from "node:fs";
import type { Draft, Language } from "../../core/cell.ts";
import type { Message } from "../../core/message.ts";
import { userMessage, type AssistantPart, type Dialect, type PromptMessage } from "./dialect.ts";
import { piecesOf } from "./piece.ts";
import { weave } from "./weave.ts";

/** Added to the system text. A fence without the word `cell` is only shown: an answer may quote code. */
const instructions = (): string => readFileSync(new URL("./fenced.md", import.meta.url), "utf8").trim();

const labels: Readonly<Record<Language, string>> = { sh: "sh", ts: "ts", py: "python" };
const languages: ReadonlyMap<string, Language> = new Map([
  ["sh", "sh"],
  ["bash", "sh"],
  ["ts", "ts"],
  ["typescript", "ts"],
  ["py", "py"],
  ["python", "py"],
]);

/** A fence at the start of a line, closed by one of the same length; the body is the second group's. */
const fence = /^(`{3,})(\w+) +cell[^\n`]*\n(?:([\s\S]*?)\n)??\1[ \t]*$/gm;

/** Cells as fenced code in the text; outcomes as words of the user. */
export const fenced: Dialect = {
  name: "fenced",

  encode({ system, messages }, by = "") {
    const content = system === "" ? instructions() : `${system}\n\n${instructions()}`;
    return {
      prompt: [{ role: "system", content }, ...messages.flatMap((message) => encodeMessage(message, by))],
      tools: [],
    };
  },

  decode({ text }) {
    const cells: Draft[] = [];
    const words = text.replaceAll(fence, (whole, _ticks, label: string, code: string | undefined) => {
      const language = languages.get(label);
      if (language === undefined) return whole;
      cells.push({ language, code: code ?? "" });
      return "";
    });
    return { text: cells.length === 0 ? text : words.trim(), cells };
  },
};

function encodeMessage(message: Message, by: string): readonly PromptMessage[] {
  if (message.role === "user") return [userMessage(message.text, message.images)];
  if (message.role === "outcome") return [userMessage(`Outcome of ${message.cell}:\n${message.text}`)];
  const text = [message.text, ...message.cells.map(fenceOf)]
    .filter((part) => part.trim() !== "")
    .join("\n\n");
  const words: AssistantPart = { type: "text", text };
  return text === "" ? [] : [{ role: "assistant", content: weave(piecesOf(message.private, by), [words]) }];
}

function fenceOf({ language, code }: Draft): string {
  // A fence must be longer than any row of ticks in what it holds.
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const ticks = "`".repeat(longest + 1);
  return `${ticks}${labels[language]} cell\n${code}\n${ticks}`;
}
