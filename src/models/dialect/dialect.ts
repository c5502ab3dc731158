/** How a conversation of cells travels to a model, and how a model's reply comes back as cells. */
import type { OpenAICompatibleChatLanguageModel } from "@ai-sdk/openai-compatible";
import type { Draft } from "../../core/cell.ts";
import type { Image } from "../../core/message.ts";
import type { Request } from "../../core/model.ts";
import type { Worded } from "./piece.ts";

type CallOptions = Parameters<OpenAICompatibleChatLanguageModel["doStream"]>[0];

/** A conversation in the words that every AI SDK provider takes (`LanguageModelV4Prompt`). */
export type Prompt = CallOptions["prompt"];
export type PromptMessage = Prompt[number];
export type AssistantPart = Extract<PromptMessage, { role: "assistant" }>["content"][number];
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
 * Pure functions. `encode` is append-only: what a longer request encodes to begins with what the shorter one
 * did, so that a provider's cache holds. `decode` is total: whatever a model said is words and cells.
 */
export interface Dialect {
  readonly name: DialectName;
  /** `by` is the model that is asked: what it left with its replies goes back to it. */
  encode(request: Request, by?: string): { readonly prompt: Prompt; readonly tools: Offer };
  decode(said: Said): { readonly text: string; readonly cells: readonly Draft[] };
  /** The call that a cell is sent as; absent where cells are no calls. */
  readonly word?: (draft: Draft) => Worded;
}

export const dialectNames = ["cells", "claude", "gpt", "gemini", "fenced"] as const;
export type DialectName = (typeof dialectNames)[number];

/** What a user says, in words and pictures. */
export function userMessage(text: string, images: readonly Image[] = []): PromptMessage {
  // Anthropic refuses words that are none.
  const words = text.trim() === "" ? "(nothing)" : text;
  return {
    role: "user",
    content: [
      { type: "text", text: words },
      ...images.map(
        ({ mediaType, data }) => ({ type: "file", mediaType, data: { type: "data", data } }) as const,
      ),
    ],
  };
}
