/** How a conversation of cells travels to a model, and how a model's reply comes back as cells. */
import type { OpenAICompatibleChatLanguageModel } from "@ai-sdk/openai-compatible";
import type { Draft } from "../../core/cell.ts";
import type { Request } from "../../core/model.ts";

type CallOptions = Parameters<OpenAICompatibleChatLanguageModel["doStream"]>[0];

/** A conversation in the words that every AI SDK provider takes (`LanguageModelV4Prompt`). */
export type Prompt = CallOptions["prompt"];
export type PromptMessage = Prompt[number];
/** The tools that are offered along with it. */
export type Offer = NonNullable<CallOptions["tools"]>;

/** One tool call as it came: `input` is the text that the model wrote as its arguments. */
export interface Call {
  readonly tool: string;
  readonly input: string;
}

/** A provider's reply before it has a meaning; `cut` says that the provider ended it at a length limit. */
export interface Said {
  readonly text: string;
  readonly calls: readonly Call[];
  readonly cut: boolean;
}

/**
 * A pair of pure functions. `encode` is append-only: what a longer request encodes to begins with what the shorter one
 * did, so that a provider's cache holds. `decode` is total: whatever a model said is words and cells.
 */
export interface Dialect {
  readonly name: "cell-tools" | "fenced";
  encode(request: Request): { readonly prompt: Prompt; readonly tools: Offer };
  decode(said: Said): { readonly text: string; readonly cells: readonly Draft[] };
}
