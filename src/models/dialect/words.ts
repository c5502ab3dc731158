/** The dialect of a conversation in which nothing is done: no cells are offered, and what looks like one is words. */
import { userMessage, type Dialect, type PromptMessage } from "./dialect.ts";

/** Words there, words back. What was said by the model before is told without its cells. */
export const words: Omit<Dialect, "name"> = {
  encode: ({ system, messages }) => ({
    prompt: [
      { role: "system", content: system },
      ...messages.flatMap((message): readonly PromptMessage[] => {
        if (message.role === "user") return [userMessage(message.text, message.images)];
        if (message.role === "outcome" || message.text.trim() === "") return [];
        return [{ role: "assistant", content: [{ type: "text", text: message.text }] }];
      }),
    ],
    tools: [],
  }),
  decode: ({ text }) => ({ text, cells: [] }),
};
