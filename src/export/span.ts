/** One span, and what is told in it, under the names of OpenTelemetry's conventions for generative AI. */
import type { Usage } from "../core/budget.ts";
import type { FactOf } from "../core/fact.ts";
import { functionNames } from "./story.ts";

export type Attributes = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** A span that is over; times in milliseconds since 1970, ids in hex. */
export interface SpanData {
  readonly name: string;
  readonly client: boolean;
  readonly trace: string;
  readonly id: string;
  readonly parent?: string;
  readonly start: number;
  readonly end: number;
  readonly attributes: Attributes;
  /** What went wrong. */
  readonly error?: string;
  readonly events: readonly { readonly name: string; readonly at: number; readonly attributes: Attributes }[];
}

/** What was spent. */
export const usageOf = (usage: Usage): Attributes => ({
  "gen_ai.usage.input_tokens": usage.inputTokens,
  "gen_ai.usage.output_tokens": usage.outputTokens,
  "gen_ai.usage.cache_read.input_tokens": usage.cacheReadTokens,
  "gen_ai.usage.cache_creation.input_tokens": usage.cacheWriteTokens,
});

/** A reply, as the conventions tell messages: JSON. */
export function outputOf({ text, cells, finish }: FactOf<"model.replied">): string {
  const parts = [
    ...(text === "" ? [] : [{ type: "text", content: text }]),
    ...cells.map(({ id, language, code }) => ({
      type: "tool_call",
      id,
      name: functionNames[language],
      arguments: { code },
    })),
  ];
  return JSON.stringify([{ role: "assistant", parts, finish_reason: finish }]);
}
