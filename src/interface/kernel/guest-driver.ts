/** One process that takes cells, over its channels: its frames are heard, its calls answered, and what does not end is ended. */
import { Fault } from "../../core/fault.ts";
import type { CallRequest } from "../api/bridge.ts";
import type { Guest } from "../environment/sandbox.ts";
import { createFrameReader, encodeFrame } from "./frame.ts";
import { type GuestFrame, readGuestFrame } from "./guest-frame.ts";
import { type Current, type Done, type Ended, type Job, lostJob, orderOf } from "./job.ts";
import { createOutput } from "./output.ts";

/** Milliseconds that the first rung of the ladder gets, a word; the second, its children's end, gets three times that before the third, its own. */
const grace = 1000;
const startLimit = 20_000;
const outputLimit = 1 << 20;
/** Characters of one cell's output that are passed on as they come. */
const streamLimit = 8 << 20;
const callLimit = 4096;

/** What a process that takes cells is told and asked, beside its frames. */
export interface GuestOptions {
  /** Dotted names of the functions that cells may call. */
  readonly tools: readonly string[];
  /** The first frame. */
  readonly opening: object;
  call(request: CallRequest): Promise<unknown>;
  onOutput?(cell: string, text: string): void;
  /** The frame that gives it a cell. */
  order?(job: Job, run: number): object;
  /** Interrupts the cell that runs; `i` it alone, `k` after ending all that the process has started. */
  interrupt(word: "i" | "k", run: number): void;
  /** It will not be of use for long: it has died, or a cell in it does not end when it is told to. */
  onFailing?(): void;
  /** Waited for when a cell is over, before its end is told. */
  rest?(ended: Done): Promise<void>;
  /** It stands still, as it was asked to; `busy`: it has things open that do not bear it. */
  onPaused?(busy: boolean): void;
}

/** Waits until a process that was started can take cells. Throws the Fault `kernel_failed` when it cannot. */
export async function driveGuest(guest: Guest, options: GuestOptions): Promise<GuestDriver> {
  const driver = new GuestDriver(guest, options);
  const timer = setTimeout(() => driver.kill(`it was not ready within ${startLimit} ms`), startLimit);
  await driver.ready.finally(() => clearTimeout(timer));
  return driver;
}

/** A process that takes one cell at a time. */
export class GuestDriver {
  readonly ready: Promise<void>;
  /** Why the process ended; absent while it lives. */
  death: string | undefined;
  readonly #guest: Guest;
  readonly #options: GuestOptions;
  readonly #tools: ReadonlySet<string>;
  #current: Current | undefined;
  #runs = 0;
  #said = "";
  #hasStood = false;
  #isClosed = false;
  #isReady: () => void = () => {};

  constructor(guest: Guest, options: GuestOptions) {
    this.#guest = guest;
    this.#options = options;
    this.#tools = new Set(options.tools);
    this.ready = new Promise((resolve, reject) => {
      this.#isReady = resolve;
      void this.#bury(guest, reject);
    });
    this.#listen();
    this.send(options.opening);
  }

  async #bury(guest: Guest, reject: (fault: Fault) => void): Promise<void> {
    const { code, signal } = await guest.exited;
    this.#die(`its process ended with ${signal ?? `exit code ${code}`}`);
    // Of no effect when it had started.
    reject(new Fault("kernel_failed", `the kernel did not start: ${this.death}`, this.#said.slice(-2000)));
  }

  #listen(): void {
    const [frames] = this.#guest.channels;
    if (frames === undefined) throw new Fault("kernel_failed", "the sandbox gave the kernel no channels");
    const read = createFrameReader((value) => this.#hear(value));
    frames.on("data", (bytes: Buffer) => {
      if (this.death === undefined && !read(bytes)) this.#distrust("it sent what is no frame");
    });
    // A process that dies takes its channels with it: `exited` tells.
    for (const channel of this.#guest.channels) channel.on("error", () => {});
    this.#guest.stdin.on("error", () => {});
    this.#guest.stdin.end();
    for (const stream of [this.#guest.stdout, this.#guest.stderr]) {
      stream.setEncoding("utf8");
      stream.on("error", () => {});
      stream.on("data", (text: string) => this.#print(text));
    }
  }

  /** Tells it something beside its cells. */
  send(frame: object): void {
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
    if (frame.type === "paused") return this.#options.onPaused?.(frame.busy);
    // Late, or forged: it counts for nothing.
    if (frame.cell !== this.#current?.job.cell || this.#current.isOver) return;
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
      if (this.#current === current && !current.isOver && current.stopped === undefined)
        this.send({ type: "result", call, ...result });
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
        if (current.isOver) return false;
        current.isOver = true;
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
        isOver: false,
        end: (how) => {
          if (!finish()) return;
          const tell = (): void => {
            this.#current = undefined;
            resolve({ ...how, output: output.text(), milliseconds: performance.now() - started });
          };
          if (this.#options.rest === undefined) return tell();
          this.#options.rest(how).then(tell, reject);
        },
        fail: (fault) => {
          if (!finish()) return;
          this.#current = undefined;
          reject(fault);
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
      this.send(this.#options.order?.(job, run) ?? orderOf(job, run));
      if (job.signal.aborted) onAbort();
    });
  }

  /** The ladder: end its JavaScript; then also its children, in which it may wait; then the process and all in it. */
  #climb(current: Current, why: "timeout" | "interrupted", run: number, rungs: NodeJS.Timeout[]): void {
    if (current.isOver || current.stopped !== undefined) return;
    current.stopped = why;
    current.calls.abort();
    this.#options.interrupt("i", run);
    const press = (): void => {
      this.#options.interrupt("k", run);
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
