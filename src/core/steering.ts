/** A person beside a session that runs: ends a step of it, and says more. */
import type { Word } from "./word.ts";

export interface Steering {
  /** Fires when what runs now, a cell or a reply, is to end and the session is to go on. A new one once `words` has settled after that. */
  signal(): AbortSignal;
  /**
   * What was said since the last time, in order; each word is given once. After a step was ended it waits until something is said.
   * Settles with nothing when `end` fires, and never rejects.
   */
  words(end: AbortSignal): Promise<readonly Word[]>;
}
