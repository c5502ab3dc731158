/** The timers of cells, held so that an interrupted cell can be stopped for good. */

type Callback = (...values: readonly unknown[]) => void;
type Timer = NodeJS.Timeout | NodeJS.Immediate;

const timers = new Set<Timer>();

const held = <T extends Timer>(timer: T): T => {
  timers.add(timer);
  return timer;
};

function clear(timer: Timer | undefined): void {
  if (timer === undefined) return;
  timers.delete(timer);
  clearImmediate("refresh" in timer ? undefined : timer);
  clearTimeout("refresh" in timer ? timer : undefined);
}

/** A loop over timers would live on after its cell was interrupted. */
export function clearTimers(): void {
  for (const timer of timers) clear(timer);
}

/** The six functions under their usual names. */
export const timerFunctions: Readonly<Record<string, unknown>> = {
  setTimeout(callback: Callback, delay?: number, ...values: readonly unknown[]): NodeJS.Timeout {
    const timer = setTimeout(() => {
      timers.delete(timer);
      callback(...values);
    }, delay);
    return held(timer);
  },
  setInterval: (callback: Callback, delay?: number, ...values: readonly unknown[]): NodeJS.Timeout =>
    held(setInterval(callback, delay, ...values)),
  setImmediate(callback: Callback, ...values: readonly unknown[]): NodeJS.Immediate {
    const timer = setImmediate(() => {
      timers.delete(timer);
      callback(...values);
    });
    return held(timer);
  },
  clearTimeout: clear,
  clearInterval: clear,
  clearImmediate: clear,
};
