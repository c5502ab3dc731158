/** Google's generateContent. */
import type { PromptMessage } from "../dialect/dialect.ts";
import type { Wire } from "./wire.ts";

export const google: Wire = {
  name: "google",

  async load() {
    const { createGoogle } = await import("@ai-sdk/google");
    return (model, { base, key, fetch }) =>
      createGoogle({ baseURL: base, fetch, apiKey: key ?? "none" }).languageModel(model);
  },

  dress: ({ prompt, tools }) => ({ prompt: answerTogether(prompt), tools }),

  // Without the signature of its thoughts Gemini 3 refuses its own call.
  wants: () => ["thoughtSignature"],
};

/** Gemini refuses calls that are not all answered in one message. */
function answerTogether(prompt: readonly PromptMessage[]): PromptMessage[] {
  const together: PromptMessage[] = [];
  for (const message of prompt) {
    const last = together.at(-1);
    if (message.role === "tool" && last?.role === "tool") {
      together[together.length - 1] = { role: "tool", content: [...last.content, ...message.content] };
    } else together.push(message);
  }
  return together;
}
