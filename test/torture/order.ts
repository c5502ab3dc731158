/** What the program for torture is told. */

export interface Order {
  readonly root: string;
  readonly state: string;
  readonly model: string;
  /** The session to resume; absent: a new one. */
  readonly session?: string;
  /** It kills itself right before or after its commit of this number, counted from 1. */
  readonly kill?: { readonly commit: number; readonly side: "before" | "after" };
}
