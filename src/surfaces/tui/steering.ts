/** The wheel in a person's hands: ends a step of the running session, and holds the words that wait for its next turn. */
import type { Steering } from "../../index.ts";

export interface Wheel extends Pick<Steering, "signal"> {
  /** As `Steering.words`, in texts. */
  words(end: AbortSignal): Promise<readonly string[]>;
  /** Ends the cell or the reply that is under way. */
  interrupt(): void;
  /** A word for the next turn. */
  say(text: string): void;
  /** Words that nobody has heard yet. */
  readonly pending: readonly string[];
  /** Takes them back. */
  drain(): readonly string[];
  /** A step was ended, and the session waits for a word. */
  readonly paused: boolean;
}

/** `changed` is called when something of it may look different. */
export function createWheel(changed: () => void): Wheel {
  let step = new AbortController();
  let paused = false;
  let wake: () => void = () => {};
  const pending: string[] = [];
  const drain = (): readonly string[] => {
    const words = pending.splice(0);
    changed();
    return words;
  };
  return {
    signal: () => step.signal,
    async words(end) {
      if (step.signal.aborted && pending.length === 0 && !end.aborted) {
        paused = true;
        changed();
        await new Promise<void>((resolve) => {
          wake = resolve;
          end.addEventListener("abort", () => resolve(), { once: true });
        });
        paused = false;
      }
      if (step.signal.aborted) step = new AbortController();
      return end.aborted ? [] : drain();
    },
    interrupt: () => step.abort(),
    say(text) {
      pending.push(text);
      changed();
      wake();
    },
    pending,
    drain,
    get paused() {
      return paused;
    },
  };
}
