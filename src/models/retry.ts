/** Asks again when asking again may help. */
import { setTimeout as sleep } from "node:timers/promises";
import { Fault } from "../core/fault.ts";
import type { Trouble } from "./trouble.ts";

const most = 3;
const first = 500;
const longest = 60_000;

/** How waiting is done, so that a test need not wait. */
export interface Patience {
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
  /** Milliseconds without a byte after which a line counts as dead; models may think for minutes without a word. */
  readonly idle: number;
}

export const patience: Patience = {
  wait: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }),
  random: () => Math.random(),
  idle: 300_000,
};

/**
 * The result of `attempt`, tried up to four times. Between tries it waits as long as the provider asked for (up to a minute), else
 * exponentially with full jitter (Brooker, "Exponential Backoff And Jitter", 2015). Throws the last trouble's Fault, or
 * what the wait throws when `signal` is aborted.
 */
export async function retry<T>(
  attempt: () => Promise<T>,
  troubleOf: (thrown: unknown) => Trouble,
  { signal, wait, random }: Pick<Patience, "wait" | "random"> & { readonly signal: AbortSignal },
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      const { fault, again, after } = troubleOf(thrown);
      if (!again) throw fault;
      if (tried > most) throw new Fault(fault.code, `${fault.message} (asked ${tried} times)`, fault.hint);
      if (after !== undefined && after > longest) {
        throw new Fault(
          fault.code,
          fault.message,
          `it asks to wait ${Math.ceil(after / 1000)} s; try again then`,
        );
      }
      await wait(after ?? random() * first * 2 ** (tried - 1), signal);
    }
  }
}
