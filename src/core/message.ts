/** What is said to a model, and by it, before any provider's wire format. */
import type { Cell } from "./cell.ts";

/** A picture that a user shows. */
export interface Image {
  /** Such as `image/png`. */
  readonly mediaType: string;
  /** The bytes in base64. */
  readonly data: string;
}

/** A picture as a fact names it: its bytes are a blob. */
export interface Picture {
  readonly mediaType: string;
  readonly hash: string;
}

export type Message =
  /** The task, or a later word from the user or the harness. */
  | { readonly role: "user"; readonly text: string; readonly images?: readonly Image[] }
  /** What the model said, and the cells in it. `private` is its provider's own (`Reply`). */
  | {
      readonly role: "model";
      readonly text: string;
      readonly cells: readonly Cell[];
      readonly private?: unknown;
    }
  /** What came back from one cell, in words. */
  | { readonly role: "outcome"; readonly cell: string; readonly failed: boolean; readonly text: string };
