/** The thread that interrupts the main one, which may be in a loop: it reads descriptor 4. */
import { Worker } from "node:worker_threads";

// Plain JavaScript in a text, so that the kernel stays one file when it is built. `i` + run ends that run's JavaScript,
// `k` + run also ends the processes that it may be waiting for.
const script = `
  const { Session } = require("node:inspector"), { Socket } = require("node:net"), fs = require("node:fs");
  const { parentPort, workerData: turn } = require("node:worker_threads");
  const session = new Session();
  session.connectToMainThread();
  const killChildren = (parent) => {
    for (const name of fs.readdirSync("/proc")) {
      if (!/^\\d+$/.test(name)) continue;
      try {
        const stat = fs.readFileSync("/proc/" + name + "/stat", "utf8");
        if (Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]) !== parent) continue;
        killChildren(Number(name));
        process.kill(Number(name), "SIGKILL");
      } catch {}
    }
  };
  const kill = (run) => {
    if (Math.abs(Atomics.load(turn, 0)) === run) try { killChildren(process.pid); } catch {}
  };
  // A main thread that only waits ends the cell itself, without a termination, and at once.
  const end = (run) => { parentPort.postMessage(run); setTimeout(terminate, 50, run, 200); };
  const terminate = (run, tries) => {
    if (Atomics.load(turn, 1) === run || tries === 0) return;
    // The byte may be faster than the cell that it is for, and the driver may be at work.
    if (Atomics.compareExchange(turn, 0, run, -run) !== run) return void setTimeout(terminate, 10, run, tries - 1);
    session.post("Runtime.terminateExecution", () => {
      Atomics.store(turn, 2, run);
      parentPort.postMessage(-run);
    });
    // When no JavaScript runs there is nothing to terminate: this message is then what gets terminated.
    parentPort.postMessage(0);
  };
  let held = Buffer.alloc(0);
  new Socket({ fd: 4, readable: true, writable: false }).on("error", () => {}).on("data", (bytes) => {
    held = Buffer.concat([held, bytes]);
    for (; held.length >= 5; held = held.subarray(5)) (held[0] === 107 ? kill : end)(held.readInt32LE(1));
  });`;

/** Starts the thread. `end` is called for a run that is to be ended while no JavaScript runs, or when its JavaScript was terminated. */
export function startWatcher(turn: Int32Array<SharedArrayBuffer>, end: (run: number) => void): void {
  const worker = new Worker(script, { eval: true, workerData: turn, stdout: false, stderr: false });
  worker.unref();
  worker.on("error", () => {});
  worker.on("message", (run: unknown) => {
    if (typeof run === "number") end(Math.abs(run));
  });
}
