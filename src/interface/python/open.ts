/** Opens the Python kernel: one process that takes cells, on stages that follow each other, its calls gated like those of any cell. */
import { readFileSync } from "node:fs";
import type { Cell, Outcome, Problem } from "../../core/cell.ts";
import { Fault } from "../../core/fault.ts";
import type { CallRequest } from "../api/bridge.ts";
import type { Tool } from "../api/tool.ts";
import type { Held, Sandbox } from "../environment/sandbox.ts";
import type { Landed } from "../environment/world.ts";
import { driveGuest, type GuestDriver } from "../kernel/guest-driver.ts";
import { lostJob, type Job } from "../kernel/job.ts";
import { createBulk } from "./bulk.ts";
import { createStages, type Land } from "./stages.ts";

export interface PythonOptions {
  readonly sandbox: Pick<Sandbox, "house">;
  readonly tools: readonly Tool[];
  /** The workspace, absolute and real. */
  readonly root: string;
  /** Answers a cell's call with JSON data, or rejects with an Error whose message the cell sees. A Fault makes `run` reject. */
  readonly call: (request: CallRequest) => Promise<unknown>;
  /** Rules on what a cell itself has written, and commits it. */
  readonly land: Land;
  /** What a cell prints, as it comes. */
  readonly onOutput?: (cell: string, text: string) => void;
}

/** How a Python cell came out. */
export interface PythonRan extends Pick<Outcome, "value" | "output" | "exit" | "error" | "notes"> {
  readonly status: "ok" | "error" | "interrupted" | "timeout" | "lost";
  readonly milliseconds: number;
  /** It never ran: a mistake in its syntax. */
  readonly problem?: Problem;
  /** Names that it bound at its top level, and that hold something. */
  readonly declared?: readonly string[];
  /** The bytes from which another process can go on. */
  readonly left?: Uint8Array;
  /** What became of what it had written until its last call. */
  readonly landed: readonly Landed[];
  /** What it has written since, and when the stage of that began. */
  readonly held: Held;
  readonly since: number;
}

/** How a cell is run; `left` is what the last Python cell of the session has left. */
export type PythonLimits = Pick<Job, "timeLimit" | "waited" | "signal"> & {
  readonly left?: { readonly hash: string; readonly read: () => Uint8Array | undefined };
};

export interface PythonKernel {
  /** Runs a cell. Never rejects for the cell's sake: a process that died is the outcome `lost`. */
  run(cell: Cell, limits: PythonLimits): Promise<PythonRan>;
  /**
   * Says that the last cell is on record, and under which hash what the process stands on is kept. A process that ran a cell which is not, or that
   * stands on something else than the next cell is to, is ended before that.
   */
  keep(hash: string | undefined): void;
  close(): Promise<void>;
}

/** What bare `python3 -c` is given: the driver under a name of its own, so that it can be told from the cells. */
const starter = "import sys; exec(compile(sys.argv.pop(1), '<tackle>', 'exec'))";
/** One program, in this order. */
const pieces = [
  new URL("./state.py", import.meta.url),
  new URL("./channel.py", import.meta.url),
  new URL("./calls.py", import.meta.url),
  new URL("./here.py", import.meta.url),
  new URL("./shown.py", import.meta.url),
  new URL("./driver.py", import.meta.url),
];
let script: string | undefined;

/** How long a program that was killed may take to be gone. Milliseconds. */
const deaf = 200;

const nothing: Held = { entries: [], ended: 0, drop: async () => {} };

/** Nothing is started before the first cell. */
export function createPythonKernel(options: PythonOptions): PythonKernel {
  let living: PythonProcess | undefined;
  /** The state that the living process stands on; undefined when it stands on none. */
  let at: string | undefined;
  let isKept = true;
  return {
    async run(cell, { left, ...limits }) {
      const goesOn = living?.driver.death === undefined && isKept && at === left?.hash;
      if (!goesOn) living?.driver.kill();
      if (!goesOn) living = undefined;
      let state: Uint8Array | undefined;
      if (living === undefined) {
        const started = await startProcess(options).catch((thrown: unknown) => {
          if (thrown instanceof Fault && thrown.code === "kernel_failed") return thrown;
          throw thrown;
        });
        if (started instanceof Fault) return unstarted(started);
        living = started;
        state = left?.read();
        at = left?.hash;
      }
      isKept = false;
      return living.run(cell, limits, state);
    },
    keep(hash) {
      at = hash;
      isKept = true;
    },
    async close() {
      living?.driver.kill();
    },
  };
}

/** There is no Python here, or it did not start in time: that is the cell's failure, not the session's. */
function unstarted({ message, hint }: Fault): PythonRan {
  const error = { name: "NoPython", message: `python3 did not start in the sandbox: ${message}` };
  const ended = { status: "error", exit: 127, output: hint, error, milliseconds: 0 } as const;
  return { ...ended, landed: [], held: nothing, since: 0 };
}

interface PythonProcess {
  readonly driver: GuestDriver;
  /** `state` is what it goes on from, for the first cell of a process. */
  run(cell: Cell, limits: Omit<PythonLimits, "left">, state: Uint8Array | undefined): Promise<PythonRan>;
}

async function startProcess({ root, tools, ...options }: PythonOptions): Promise<PythonProcess> {
  script ??= pieces.map((file) => readFileSync(file, "utf8")).join("\n");
  const resident = await options.sandbox.house({ argv: ["python3", "-c", starter, script], channels: 2 });
  const [, second] = resident.channels;
  if (second === undefined) throw new Fault("kernel_failed", "the sandbox gave Python no channels");
  const bulk = createBulk(second, () => resident.kill());
  void resident.exited.then(() => bulk.close());
  const effects = new Map(tools.map(({ name, effect }) => [name, effect]));
  const stages = createStages(resident, { land: options.land, send: (frame) => driver.send(frame) });
  let running = 0;
  let given = 0;
  let left: Uint8Array | undefined;
  let held: Held | undefined;
  const driver: GuestDriver = await driveGuest(resident, {
    tools: [...effects.keys()],
    opening: {
      type: "open",
      root,
      tools: tools.map(({ name, parameters }) => [name, Object.keys(parameters)]),
    },
    ...(options.onOutput && { onOutput: options.onOutput }),
    order({ cell, code }, run) {
      running = run;
      return { type: "run", cell, code, state: given };
    },
    interrupt(word, run) {
      resident.interrupt(word === "k");
      // Whoever waits for a program in C, as `os.system` does, is deaf until that has ended.
      if (word === "k") setTimeout(() => running === run && resident.interrupt(false), deaf);
    },
    onPaused: (busy) => stages.paused(busy),
    async call(request) {
      const effect = effects.get(request.tool) ?? "none";
      if (effect !== "none") await stages.before(request);
      try {
        return await options.call({ ...request, language: "py" });
      } finally {
        if (effect !== "none" && effect !== "read") await stages.after(request);
      }
    },
    async rest({ state = 0 }) {
      running = 0;
      left = state === 0 ? undefined : await bulk.take(state);
      held = await stages.end().catch((thrown: unknown) => {
        resident.kill();
        if (!(thrown instanceof Fault)) throw thrown;
        return undefined;
      });
    },
  });
  return {
    driver,
    async run({ id, code }, limits, state) {
      await stages.begin();
      given = state?.length ?? 0;
      if (state !== undefined) bulk.give(state);
      const { state: _state, alive, ...ended } = await driver.run({ cell: id, code, names: [], ...limits });
      const { since, landed } = stages;
      const rest = { since, landed, held: held ?? nothing };
      if (held === undefined && ended.status !== "lost")
        return { ...ended, ...lostJob("it could not be made to stand still"), ...rest };
      return {
        ...ended,
        ...(alive && alive.length > 0 && { declared: alive }),
        ...(left && { left }),
        ...rest,
      };
    },
  };
}
