/** The next kernel process, started ahead so that whoever needs one does not wait for its start. */
import type { Driver } from "./driver.ts";

type Started = Pick<Driver, "death" | "kill">;

export interface Pool<D extends Started = Driver> {
  /** A process that no cell ran in: the one that waits, or a new one. Rejects with what kept it from starting. */
  take(): Promise<D>;
  /** Starts one ahead, unless one waits already. That it does not start shows when it is taken. */
  fill(): void;
  /** Ends the one that waits. */
  close(): Promise<void>;
}

/** At most one waits: it costs as much memory as a kernel, and is wanted when a kernel dies, is stuck or goes back to an earlier cell. */
export function createPool<D extends Started>(start: () => Promise<D>): Pool<D> {
  let waiting: Promise<D> | undefined;
  let closed = false;
  return {
    async take() {
      const ahead = waiting;
      waiting = undefined;
      const driver = await ahead?.catch(() => undefined);
      return driver === undefined || driver.death !== undefined ? start() : driver;
    },
    fill() {
      if (closed) return;
      waiting ??= start();
      waiting.catch(() => undefined);
    },
    async close() {
      closed = true;
      const ahead = await waiting?.catch(() => undefined);
      waiting = undefined;
      ahead?.kill();
    },
  };
}
