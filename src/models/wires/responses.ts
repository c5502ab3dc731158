/** OpenAI's responses. */
import type { Wire } from "./wire.ts";

export const responses: Wire = {
  name: "responses",

  async load() {
    const { createOpenAI } = await import("@ai-sdk/openai");
    return (model, { base, key, fetch }) =>
      createOpenAI({ baseURL: base, fetch, apiKey: key ?? "none" }).responses(model);
  },

  // Nothing is stored there: the whole conversation is in each request, the model's reasoning in it encrypted.
  dress: ({ prompt, tools, session }) => ({
    prompt,
    tools,
    providerOptions: { openai: { store: false, ...(session !== undefined && { promptCacheKey: session }) } },
  }),

  wants: (piece) =>
    piece === "reasoning" ? ["itemId", "reasoningEncryptedContent"] : piece === "text" ? ["phase"] : [],
};
