/** Ends the worker when one run has taken more CPU time than it may: native code burns no fuel. */
import { Worker } from "node:worker_threads";

/**
 * Runs in its own thread; counts CPU time of the whole process, never the clock on the wall. The first process of a sandbox cannot
 * kill itself, so the host is told by a line that is no report, and ends it.
 */
const script = `
const { workerData } = require("node:worker_threads");
const { writeSync } = require("node:fs");
const shared = new BigInt64Array(workerData);
setInterval(() => {
  const until = Atomics.load(shared, 0);
  if (until === 0n) return;
  const { user, system } = process.cpuUsage();
  if (BigInt(Math.round(user + system)) <= until) return;
  Atomics.store(shared, 0, 0n);
  writeSync(3, "{}\\n");
}, 50);
`;

export interface Watchdog {
  /** From now on this many more seconds of CPU may pass; 0 stops watching. */
  allow(seconds: number): void;
}

export function openWatchdog(): Watchdog {
  const shared = new BigInt64Array(new SharedArrayBuffer(8));
  const thread = new Worker(script, { eval: true, workerData: shared.buffer, execArgv: [] });
  thread.unref();
  return {
    allow(seconds) {
      const { user, system } = process.cpuUsage();
      Atomics.store(shared, 0, seconds === 0 ? 0n : BigInt(Math.round(user + system + seconds * 1e6)));
    },
  };
}
