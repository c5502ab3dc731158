/** Who is behind a fact, and what it follows from. */

/** `cell`: code that a model wrote, while it ran. */
export type Actor = "user" | "model" | "cell" | "harness";

/** What a fact in a journal carries besides what it says; `parent` is the place of the fact that it follows from, 0 for the first. */
export interface Lineage {
  readonly actor: Actor;
  readonly parent: number;
}

/** `seq` from 1 without gaps, `at` in milliseconds since 1970; in a journal, also where the fact comes from. */
export interface Placed extends Partial<Lineage> {
  readonly seq: number;
  readonly at: number;
}
