/** Anthropic's messages. */
import type { PromptMessage } from "../dialect/dialect.ts";
import type { Wire } from "./wire.ts";

/** A cache is written up to each mark, and read up to the last mark that an earlier request wrote. Four are allowed. */
const mark = { anthropic: { cacheControl: { type: "ephemeral" } } };

export const anthropic: Wire = {
  name: "anthropic",

  async load() {
    const { createAnthropic } = await import("@ai-sdk/anthropic");
    return (model, { base, key, bearer, fetch }) =>
      // Without a key the package would look into the environment, which is none of its business.
      createAnthropic({
        baseURL: base,
        fetch,
        ...(bearer ? { authToken: key ?? "" } : { apiKey: key ?? "none" }),
      })(model);
  },

  /** Marks the tools, the system text, and the ends of the last two turns of the user: what the last request wrote is read by this one. */
  dress: ({ prompt, tools, output }) => {
    const turns = new Set(turnEnds(prompt).slice(-2));
    return {
      // Not every gateway knows the field by which arguments are streamed as they come; a cell is run when it is whole.
      providerOptions: { anthropic: { toolStreaming: false } },
      prompt: prompt.map((message, index) =>
        message.role === "system" || turns.has(index) ? { ...message, providerOptions: mark } : message,
      ),
      tools: tools.map((tool, index) =>
        index === tools.length - 1 ? { ...tool, providerOptions: mark } : tool,
      ),
      maxOutputTokens: output,
    };
  },

  // Thinking comes signed, or sealed; without its signature it is refused.
  wants: (piece) => (piece === "reasoning" ? ["signature", "redactedData"] : []),
};

/** Where the user's turns end: outcomes are the user's words too. */
function turnEnds(prompt: readonly PromptMessage[]): readonly number[] {
  return prompt.flatMap(({ role }, index) => {
    const next = prompt[index + 1]?.role;
    return (role === "user" || role === "tool") && next !== "user" && next !== "tool" ? [index] : [];
  });
}
