/** The door through which any model is reached: messages in, words and cells out. */
import type { Usage } from "./budget.ts";
import type { Draft } from "./cell.ts";
import type { Message } from "./message.ts";

/** All that a model sees. The messages only ever grow at the end. */
export interface Request {
  readonly system: string;
  readonly messages: readonly Message[];
  /** Replies that the model has given in this session, also those that are no longer among the messages. Absent: those among them. */
  readonly replies?: number;
  /** True where nothing is to be done: no cells are offered, and code in the reply is text. */
  readonly wordsOnly?: boolean;
  /** Tells the requests of one session from others, for caches that are found by a key. */
  readonly session?: string;
}

/** What is told while a reply is on its way. */
export interface Listener {
  readonly signal: AbortSignal;
  /** A request is on its way: until then nothing should stand in its way, and now the model thinks. */
  readonly onSent?: () => void;
  readonly onDelta?: (text: string) => void;
  /** What was sent when a provider failed for good: its address and the body, without headers. */
  readonly onFailure?: (sent: Sent) => void;
  /** A model of several has failed for good, and the next one answers. */
  readonly onSwitch?: (switched: {
    readonly from: string;
    readonly to: string;
    readonly why: string;
  }) => void;
}

/** A request as it went over the wire; keys are in headers, which are not in it. */
export interface Sent {
  readonly url: string;
  readonly body: string;
}

export interface Reply {
  readonly text: string;
  readonly cells: readonly Draft[];
  readonly usage: Usage;
  /** `silent`: there was nothing to say (a script ran out). */
  readonly finish: "stop" | "length" | "refusal" | "silent";
  /** Dollars, when the provider or the price table says so. */
  readonly cost?: number;
  /** JSON that the provider wants back with this reply in later requests, such as signed reasoning; nobody else reads it. */
  readonly private?: unknown;
}

/**
 * A model: text in, text out. `reply` streams words to `onDelta` as they come, honours `signal`, keeps no state
 * between calls (everything it may know is in the request), and throws only `Fault("model_failed" | "missing_key" | "context_overflow")`.
 */
export interface Model {
  readonly name: string;
  /** Tokens that a request and its reply may have together. */
  readonly window: number;
  /** Tokens that one reply may have at most. */
  readonly output: number;
  reply(request: Request, listen: Listener): Promise<Reply>;
}
