/** What is said to a model, and by it, before any provider's wire format. */
import type { Cell } from "./cell.ts";

export type Message =
  /** The task, or a later word from the user or the harness. */
  | { readonly role: "user"; readonly text: string }
  /** What the model said, and the cells in it. */
  | { readonly role: "model"; readonly text: string; readonly cells: readonly Cell[] }
  /** What came back from one cell, in words. */
  | { readonly role: "outcome"; readonly cell: string; readonly failed: boolean; readonly text: string };
