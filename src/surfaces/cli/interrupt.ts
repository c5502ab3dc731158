/** Ctrl-C: once to stop and keep the session, twice to leave at once. */

export interface Interrupt {
  readonly signal: AbortSignal;
  /** Asks for the end as a first Ctrl-C does, without a word. */
  abort(): void;
  close(): void;
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Listens for the signals that end a process. The first calls `onFirst` and aborts; the next calls `onSecond`, which must not return. */
export function openInterrupt(onFirst: () => void, onSecond: () => void): Interrupt {
  const controller = new AbortController();
  const listener = (): void => {
    if (controller.signal.aborted) return onSecond();
    onFirst();
    controller.abort();
  };
  for (const signal of signals) process.on(signal, listener);
  return {
    signal: controller.signal,
    abort: () => controller.abort(),
    close: () => {
      for (const signal of signals) process.off(signal, listener);
    },
  };
}
