/** The thread that interrupts the main one, which may be in a loop: it reads descriptor 4. */
import { Worker } from "node:worker_threads";

// Plain JavaScript in a text, so that the kernel stays one file when it is built. `i` + run ends that run's JavaScript,
// `k` + run also ends the processes that it may be waiting for.
const script = `
  const { Session } = require("node:inspector"), { Socket } = require("node:net"), fs = require("node:fs");
  const { parentPort, workerData } = require("node:worker_threads");
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
  const end = (word, run, tries) => {
    // The byte may be faster than the cell that it is for.
    if (Atomics.load(workerData, 0) !== run) {
      if (tries > 0) setTimeout(end, 10, word, run, tries - 1);
      return;
    }
    if (word === 107) try { killChildren(process.pid); } catch {}
    // A main thread that only waits answers at once, and says whether a termination is needed.
    Atomics.store(workerData, 1, 0);
    parentPort.postMessage(run);
    setTimeout(() => {
      if (Atomics.load(workerData, 0) !== run || Atomics.load(workerData, 1) === run) return;
      terminate();
    }, 50);
  };
  const terminate = () => {
    session.post("Runtime.terminateExecution", () => parentPort.postMessage("terminated"));
    // When no JavaScript runs there is nothing to terminate: this message is then what gets terminated.
    parentPort.postMessage("wake");
  };
  parentPort.on("message", terminate);
  let held = Buffer.alloc(0);
  new Socket({ fd: 4, readable: true, writable: false }).on("error", () => {}).on("data", (bytes) => {
    held = Buffer.concat([held, bytes]);
    for (; held.length >= 5; held = held.subarray(5)) end(held[0], held.readInt32LE(1), 20);
  });`;

/** What the thread asks of the main one. */
export interface Watched {
  /** Ends the cell without a termination, if that can be done. */
  isEndedKindly(): boolean;
  /** JavaScript was terminated. */
  onTerminated(): void;
}

/** Starts the thread. `turn` holds the run that may be ended, and takes the one that was answered for. */
export function startWatcher(turn: Int32Array<SharedArrayBuffer>, watched: Watched): void {
  const worker = new Worker(script, { eval: true, workerData: turn, stdout: false, stderr: false });
  worker.unref();
  worker.on("error", () => {});
  worker.on("message", (word: unknown) => {
    if (word === "terminated") return watched.onTerminated();
    if (typeof word !== "number" || Atomics.load(turn, 0) !== word) return;
    Atomics.store(turn, 1, word);
    if (!watched.isEndedKindly()) worker.postMessage("terminate"); // oxlint-disable-line unicorn/require-post-message-target-origin
  });
}
