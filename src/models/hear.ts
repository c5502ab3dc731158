/** Hears a provider's stream out: words as they come, calls, counts and the reason why it ended. */
import type { OpenAICompatibleChatLanguageModel } from "@ai-sdk/openai-compatible";
import type { Usage } from "../core/budget.ts";
import type { Reply } from "../core/model.ts";
import type { Call, Said } from "./dialect/dialect.ts";

type Stream = Awaited<ReturnType<OpenAICompatibleChatLanguageModel["doStream"]>>["stream"];
type Part = Stream extends ReadableStream<infer T> ? T : never;
type Finish = Extract<Part, { type: "finish" }>;

export interface Heard extends Said {
  readonly finish: Exclude<Reply["finish"], "silent">;
  readonly usage: Usage;
  /** Dollars, where the provider says so (OpenRouter does). */
  readonly cost?: number;
}

/** Reads a stream to its end; throws what the stream, or an error in it, says when it has no proper end. */
export async function hear(stream: Stream, onText: (text: string) => void): Promise<Heard> {
  let text = "";
  const calls: Call[] = [];
  let end: Finish | undefined;
  for await (const part of stream) {
    if (part.type === "error") throw part.error;
    if (part.type === "text-delta") {
      text += part.delta;
      onText(part.delta);
    }
    if (part.type === "tool-call") calls.push({ tool: part.toolName, input: part.input });
    if (part.type === "finish") end = part;
  }
  const reason = end?.finishReason.unified ?? "error";
  if (end === undefined || reason === "error" || reason === "interrupted") {
    throw new TypeError("the stream had no proper end");
  }
  const cost = end.usage.raw?.["cost"];
  return {
    text,
    calls,
    cut: reason === "length",
    finish: reason === "length" ? "length" : reason === "content-filter" ? "refusal" : "stop",
    usage: countsOf(end.usage),
    ...(typeof cost === "number" && { cost }),
  };
}

/** `inputTokens` is all of the input, as OpenAI and OpenTelemetry count it: what was read from a cache is a part of it. */
function countsOf({ inputTokens, outputTokens }: Finish["usage"]): Usage {
  return {
    inputTokens: inputTokens.total ?? 0,
    outputTokens: outputTokens.total ?? 0,
    cacheReadTokens: inputTokens.cacheRead ?? 0,
    cacheWriteTokens: inputTokens.cacheWrite ?? 0,
  };
}
