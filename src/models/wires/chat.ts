/** Chat completions: OpenRouter, Ollama, LM Studio, llama.cpp, vLLM, DeepSeek, Mistral, Groq and many others. */
import type { Wire } from "./wire.ts";

export const chat: Wire = {
  name: "chat",

  async load() {
    const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
    return (model, { base, key, fetch }) =>
      createOpenAICompatible({
        name: "chat",
        baseURL: base,
        includeUsage: true,
        fetch,
        ...(key !== undefined && { apiKey: key }),
      }).chatModel(model);
  },

  // No limit is sent: servers disagree on its name, and on what it counts. Their caches go by the prefix alone.
  dress: ({ prompt, tools }) => ({ prompt, tools }),

  wants: () => [],
};
