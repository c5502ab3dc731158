/** A kernel's process as the host holds it: it starts it, runs one cell at a time in it, and ends what does not end. */
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { Fault } from "../../core/fault.ts";
import type { Guest } from "../environment/sandbox.ts";
import { createFrameReader, encodeFrame } from "./frame.ts";
import { type GuestFrame, readGuestFrame } from "./guest-frame.ts";
import { type Current, type DriverOptions, type Ended, type Job, lostJob, orderOf } from "./job.ts";
import { createOutput } from "./output.ts";

/** Milliseconds that the first rung of the ladder gets, a byte; the second, its children's end, gets three times that before the third, its own. */
const grace = 1000;
const startLimit = 20_000;
const outputLimit = 1 << 20;
/** Characters of one cell's output that are passed on as they come. */
const streamLimit = 8 << 20;
const callLimit = 4096;

/** Node would end itself when a cell is terminated in a timer, for the books it keeps of who called whom are then wrong. */
export const nodeFlags = ["--no-warnings", "--no-force-async-hooks-checks", "--max-old-space-size=512"];

export interface Driver {
  /** Why the process ended; absent while it lives. */
  readonly death: string | undefined;
  /** Rejects only for a Fault of the host itself. */
  run(job: Job): Promise<Ended>;
  kill(): void;
}

/** Starts the process; resolves when it can take cells. Throws the Fault `kernel_failed` when it cannot. */
export async function openDriver(options: DriverOptions): Promise<Driver> {
  const script = fileURLToPath(new URL("./guest/main.mts", import.meta.url));
  const guest = await options.sandbox.launch({
    argv: [process.execPath, ...nodeFlags, script],
    cwd: options.root,
    channels: 2,
    // From the sources the script imports its neighbours; built, it is one file beside nothing but ourselves.
    readable: [process.execPath, path.dirname(script)],
  });
  const driver = new GuestDriver(guest, options);
  const timer = setTimeout(() => driver.kill(`it was not ready within ${startLimit} ms`), startLimit);
  try {
    await driver.ready;
    return driver;
  } finally {
    clearTimeout(timer);
  }
}

class GuestDriver implements Driver {
  readonly ready: Promise<void>;
  death: string | undefined;
  readonly #guest: Guest;
  readonly #options: DriverOptions;
  readonly #tools: ReadonlySet<string>;
  #current: Current | undefined;
  #runs = 0;
  #said = "";
  #hasStood = false;
  #isClosed = false;
  #isReady: () => void = () => {};

  constructor(guest: Guest, options: DriverOptions) {
    this.#guest = guest;
    this.#options = options;
    this.#tools = new Set(options.tools);
    this.ready = new Promise((resolve, reject) => {
      this.#isReady = resolve;
      void this.#bury(guest, reject);
    });
    this.#listen();
    this.#send({ type: "open", tools: options.tools });
  }

  async #bury(guest: Guest, reject: (fault: Fault) => void): Promise<void> {
    const { code, signal } = await guest.exited;
    this.#die(`its process ended with ${signal ?? `exit code ${code}`}`);
    // Of no effect when it had started.
    reject(new Fault("kernel_failed", `the kernel did not start: ${this.death}`, this.#said.slice(-2000)));
  }

  #listen(): void {
    const [frames, interrupts] = this.#guest.channels;
    if (frames === undefined || interrupts === undefined)
      throw new Fault("kernel_failed", "the sandbox gave the kernel no channels");
    const read = createFrameReader((value) => this.#hear(value));
    frames.on("data", (bytes: Buffer) => {
      if (this.death === undefined && !read(bytes)) this.#distrust("it sent what is no frame");
    });
    // A process that dies takes its channels with it: `exited` tells.
    for (const channel of [frames, interrupts]) channel.on("error", () => {});
    interrupts.resume();
    this.#guest.stdin.on("error", () => {});
    this.#guest.stdin.end();
    for (const stream of [this.#guest.stdout, this.#guest.stderr]) {
      stream.setEncoding("utf8");
      stream.on("error", () => {});
      stream.on("data", (text: string) => this.#print(text));
    }
  }

  #send(frame: object): void {
    this.#guest.channels[0]?.write(encodeFrame(frame));
  }

  #print(text: string): void {
    if (text === "") return;
    if (this.#current === undefined) {
      this.#said = (this.#said + text).slice(-65_536);
      return;
    }
    this.#current.output.add(text);
    this.#current.printed += text.length;
    if (this.#current.printed <= streamLimit) this.#options.onOutput?.(this.#current.job.cell, text);
  }

  #hear(value: unknown): void {
    if (this.death !== undefined) return;
    const frame = readGuestFrame(value);
    if (frame === undefined) return this.#distrust("it sent a frame of no known shape");
    if (frame.type === "ready") {
      this.#hasStood = true;
      return this.#isReady();
    }
    if (frame.type === "output") return this.#print(frame.text);
    if (frame.cell !== this.#current?.job.cell) return; // late, or forged: it counts for nothing
    if (frame.type === "call") return this.#answer(this.#current, frame);
    const { stopped } = this.#current;
    const { type: _type, cell: _cell, status, ...rest } = frame;
    this.#current.end({ ...rest, status: status === "interrupted" ? (stopped ?? "interrupted") : status });
  }

  #answer(current: Current, frame: Extract<GuestFrame, { type: "call" }>): void {
    const { call, tool } = frame;
    if (current.seen.has(call)) return this.#distrust("it used the name of a call twice");
    if (current.seen.size - current.answered >= callLimit)
      return this.#distrust(`more than ${callLimit} calls at once`);
    current.seen.add(call);
    const reply = (result: object): void => {
      current.answered++;
      // A cell that is being ended waits for nothing, and its process may be unable to read whole frames.
      if (this.#current === current && current.stopped === undefined)
        this.#send({ type: "result", call, ...result });
    };
    if (!this.#tools.has(tool)) return reply({ error: `there is no function ${tool.slice(0, 100)}` });
    const { type: _type, call: _call, ...asked } = frame;
    const request = { ...asked, signal: current.calls.signal };
    this.#options.call(request).then(
      (value) => reply(value === undefined ? {} : { json: JSON.stringify(value) }),
      (thrown: unknown) => {
        if (thrown instanceof Fault) current.fail(thrown);
        reply({ error: thrown instanceof Error ? thrown.message : String(thrown) });
      },
    );
  }

  run(job: Job): Promise<Ended> {
    if (this.#current !== undefined) throw new Fault("internal", "a kernel runs one cell at a time");
    const run = (this.#runs = (this.#runs % 0x7fffffff) + 1);
    return new Promise((resolve, reject) => {
      const rungs: NodeJS.Timeout[] = [];
      const output = createOutput(outputLimit);
      const calls = new AbortController();
      const started = performance.now();
      const stop = (why: "timeout" | "interrupted"): void => this.#climb(current, why, run, rungs);
      const onAbort = (): void => stop("interrupted");
      const finish = (): boolean => {
        if (this.#current !== current) return false;
        this.#current = undefined;
        for (const rung of rungs) clearTimeout(rung);
        job.signal.removeEventListener("abort", onAbort);
        calls.abort();
        return true;
      };
      const current: Current = {
        job,
        started,
        output,
        calls,
        seen: new Set(),
        printed: 0,
        answered: 0,
        end: (how) => {
          if (!finish()) return;
          resolve({ ...how, output: output.text(), milliseconds: performance.now() - started });
        },
        fail: (fault) => {
          if (finish()) reject(fault);
        },
      };
      this.#current = current;
      this.#print(this.#said); // what came since the cell before: a timer's words, an unhandled rejection
      this.#said = "";
      if (this.death !== undefined) return current.end(lostJob(this.death));
      const waited = (): number => job.waited?.() ?? 0;
      const before = waited();
      const expire = (): void => {
        const left = job.timeLimit + waited() - before - (performance.now() - started);
        // A timer may come a moment early; while a person thinks, what is left does not shrink.
        if (left > 1) rungs.push(setTimeout(expire, left));
        else stop("timeout");
      };
      rungs.push(setTimeout(expire, job.timeLimit));
      job.signal.addEventListener("abort", onAbort, { once: true });
      this.#send(orderOf(job, run));
      if (job.signal.aborted) onAbort();
    });
  }

  /** The ladder: end its JavaScript; then also its children, in which it may wait; then the process and all in it. */
  #climb(current: Current, why: "timeout" | "interrupted", run: number, rungs: NodeJS.Timeout[]): void {
    if (this.#current !== current || current.stopped !== undefined) return;
    current.stopped = why;
    current.calls.abort();
    const signal = (word: string): void => {
      const bytes = Buffer.alloc(5);
      bytes.write(word, "latin1");
      bytes.writeInt32LE(run, 1);
      this.#guest.channels[1]?.write(bytes);
    };
    signal("i");
    const press = (): void => {
      signal("k");
      this.#options.onFailing?.();
    };
    rungs.push(setTimeout(press, grace));
    rungs.push(setTimeout(() => this.#distrust("it could not be interrupted"), 4 * grace));
  }

  #distrust(why: string): void {
    this.#die(why);
    this.#guest.kill();
  }

  #die(why: string): void {
    const isNews = this.death === undefined && this.#hasStood && !this.#isClosed;
    this.death ??= why;
    if (isNews) this.#options.onFailing?.();
    this.#current?.end(lostJob(this.death));
  }

  kill(why = "it was closed"): void {
    this.#isClosed = true;
    this.#distrust(why);
  }
}
