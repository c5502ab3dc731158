/** The type check of cells as the kernel sees it: a thread that is started once, given up when it is slow, and never silently open. */
// oxlint-disable unicorn/require-post-message-target-origin -- these are threads, not windows
import { readFileSync } from "node:fs";
import process from "node:process";
import { Worker } from "node:worker_threads";
import type { CheckAnswer, CheckOrder, CheckWorkerData, Diagnostic } from "./check-worker.ts";
import type { Name } from "./normalise.ts";

/** Milliseconds of the compiler's processor time after which a check is given up; a warm one takes about six. */
const workLimit = 5000;
/** Milliseconds of wall time, for a compiler whose own is not known; on a busy machine it may wait for long. */
const timeLimit = 30_000;
const startLimit = 60_000;
/** Bytes that the compiler may hold. It is asked to keep to half of that; what asks for more is no honest cell. */
const memoryLimit = 1 << 30;
const watchEvery = 100;

/** What the compiler said of a cell, or why it said nothing. */
export type Checked =
  | { readonly type: "checked"; readonly diagnostics: readonly Diagnostic[] }
  | { readonly type: "broken"; readonly reason: string };

export interface Checker {
  /** `code` as the model wrote it, without its `export` words; `own` are the names that it declares. */
  check(code: string, own: readonly Name[]): Promise<Checked>;
  /** A cell ran: later cells see those of its names that are alive. */
  keep(code: string, own: readonly Name[], alive: readonly Name[]): void;
  /** These names hold something of unknown type. */
  loosen(names: readonly string[]): void;
  /** The kernel lost all its names. */
  forget(): void;
  close(): Promise<void>;
}

type Lasting = Exclude<CheckOrder, { type: "check" }>;

/** Starts the thread and returns at once; the first check waits until it is ready. `late`: it starts with the first check. */
export function openChecker(declarations: CheckWorkerData, late = false): Checker {
  let history: Lasting[] = [];
  let thread: Thread | undefined = late ? undefined : startThread(declarations);
  let last = 0;
  const tell = (order: Lasting): void => {
    if (order.type === "forget") history = [];
    else history.push(order);
    thread?.worker.postMessage(order);
  };
  return {
    async check(code, own) {
      // A thread that was given up, or not started yet, is told what it missed.
      if (thread === undefined) {
        thread = startThread(declarations);
        for (const order of history) thread.worker.postMessage(order);
      }
      const used = thread;
      used.worker.ref(); // whoever waits for an answer keeps the process alive
      const reason = await used.ready;
      if (reason !== undefined) {
        used.worker.unref();
        return { type: "broken", reason };
      }
      const order = ++last;
      const checked = await used.ask({ type: "check", order, code, own });
      if (checked.type === "broken" && thread === used) {
        thread = undefined;
        await used.end();
      }
      return checked;
    },
    keep: (code, own, alive) => tell({ type: "keep", code, own, alive }),
    loosen: (names) => tell({ type: "loosen", names }),
    forget: () => tell({ type: "forget" }),
    async close() {
      const used = thread;
      thread = undefined;
      await used?.end();
    },
  };
}

interface Thread {
  readonly worker: Worker;
  /** Why it cannot check; undefined when it can. */
  readonly ready: Promise<string | undefined>;
  ask(order: Extract<CheckOrder, { type: "check" }>): Promise<Checked>;
  end(): Promise<void>;
}

/** Resident bytes of a process; 0 when it is gone, or there is none. */
function memoryOf(pid: number | undefined): number {
  if (pid === undefined) return 0;
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, "latin1").split(" ")[1]) * 4096;
  } catch {
    return 0;
  }
}

/** Milliseconds of processor time that a process has had; 0 when it is gone, or there is none. */
function workOf(pid: number | undefined): number {
  if (pid === undefined) return 0;
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ").at(-1)?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10; // hundredths of a second, in user and in system mode
  } catch {
    return 0;
  }
}

function startThread(workerData: CheckWorkerData): Thread {
  // An empty environment but for the compiler's own limit: it is a program, and has no business with ours.
  const env = { GOMEMLIMIT: "512MiB" };
  // The compiler of the fallback runs in the thread itself.
  const resourceLimits = { maxOldGenerationSizeMb: 768 };
  const url = new URL("./check-worker.ts", import.meta.url);
  const worker = new Worker(url, { workerData, env, execArgv: [], resourceLimits });
  worker.unref();
  let compiler: number | undefined;
  let hear: (answer: Checked) => void = () => {};
  let asked = 0;
  let isOver = false;
  const ready = new Promise<string | undefined>((resolve) => {
    const timer = setTimeout(() => fail(`it did not start within ${startLimit} ms`), startLimit).unref();
    const fail = (reason: string): void => {
      isOver = true;
      resolve(reason);
      hear({ type: "broken", reason });
    };
    worker.on("message", (answer: CheckAnswer) => {
      if (answer.type === "broken") return fail(answer.reason);
      if (answer.type === "checked") return answer.order === asked ? hear(answer) : undefined;
      compiler = answer.compiler;
      clearTimeout(timer);
      resolve(undefined);
    });
    worker.on("error", (error) => fail(error instanceof Error ? error.message : String(error)));
    worker.on("exit", () => fail("its thread ended"));
  });
  return {
    worker,
    ready,
    ask(order) {
      asked = order.order;
      if (isOver) return Promise.resolve({ type: "broken", reason: "its thread ended" });
      return new Promise((resolve) => {
        const give = (reason: string): void => hear({ type: "broken", reason });
        const timer = setTimeout(give, timeLimit, `it took more than ${timeLimit} ms`);
        const before = workOf(compiler);
        const watch = setInterval(() => {
          if (workOf(compiler) - before > workLimit) give(`it took the compiler more than ${workLimit} ms`);
          if (memoryOf(compiler) > memoryLimit) give(`it took more than ${memoryLimit >> 20} MiB of memory`);
        }, watchEvery);
        hear = (answer) => {
          clearTimeout(timer);
          clearInterval(watch);
          worker.unref();
          resolve(answer);
        };
        worker.postMessage(order);
      });
    },
    async end() {
      // The thread waits for the compiler without an ear for anything else; it wakes when the compiler is gone.
      if (compiler !== undefined) {
        try {
          process.kill(compiler, "SIGKILL");
        } catch {
          // it has ended already
        }
      }
      await worker.terminate();
    },
  };
}
