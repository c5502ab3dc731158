/** What is particular to one vendor's format, above its AI SDK package. */
import type { OpenAICompatibleProvider } from "@ai-sdk/openai-compatible";
import type { Offer, Prompt } from "../dialect/dialect.ts";

/** A model of an AI SDK package, as far as it is used here; all packages take the same prompts and give the same streams. */
export type Speaker = Pick<ReturnType<OpenAICompatibleProvider["chatModel"]>, "doStream">;
export type Words = Parameters<Speaker["doStream"]>[0];

/** How a request reaches its provider. */
export interface Link {
  readonly base: string;
  readonly key?: string;
  /** The key is a token for the `Authorization` header, where the format has another place for keys. */
  readonly bearer?: boolean;
  /** The provider wants a model's reasoning back as it was. */
  readonly reasons?: boolean;
  readonly fetch: typeof fetch;
}

/** What is asked, before it has a format. */
export interface Asking {
  readonly prompt: Prompt;
  readonly tools: Offer;
  /** Tokens that the reply may have. */
  readonly output: number;
  /** Tells the requests of one session, for caches that are found by a key. */
  readonly session?: string;
}

export type WireName = "chat" | "anthropic" | "responses" | "google";

/** One format. `wants` are the keys of a provider's metadata that its later requests must bring back with that kind of piece. */
export interface Wire {
  readonly name: WireName;
  /** Loads the package, which is not done before a model of it is chosen. */
  load(): Promise<(model: string, link: Link) => Speaker>;
  /** Puts on what only this format has: marks for caches, limits. */
  dress(asking: Asking): Pick<Words, "prompt" | "tools" | "maxOutputTokens" | "providerOptions">;
  readonly wants: (piece: "text" | "reasoning" | "call") => readonly string[];
}
