/** No confinement: programs run in place with the user's own rights. Only by name, and for the bundled demo. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Fault, toFault } from "../../../core/fault.ts";
import type { Command, Guest, Limits, Program, Resident, Run, Sandbox, SandboxOptions } from "../sandbox.ts";
import { channelOf } from "./perl-process.ts";
import { requireInside } from "./prefill.ts";
import { removeTree } from "./remove-tree.ts";
import { takeOut, takeSnapshot } from "./snapshot.ts";
import { housed } from "./none-resident.ts";
import { newStageId } from "./stage-id.ts";
import { createTranscript } from "./transcript.ts";
import { watchOver } from "./watch.ts";

const limits: Limits = {
  stops: [],
  leaves: [
    "host files, HOME and secrets, those of the workspace too: all that the user may read or write",
    "the network and the host's sockets",
    "the host's processes",
    "fork bombs, memory and disk",
    "children that leave their process group outlive the command",
    "the workspace is changed while a command runs, and put back afterwards",
    "a program beside the session may write to the workspace",
    "what a Python cell's call has changed is on record as the cell's own too",
  ],
};
const defaultOutput = 1024 * 1024;

/** Ends a process and its group. */
function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL"); // the group is gone already
  }
}

/** `Exit` with the signal as Node names it. */
interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

const exitOf = async (child: ChildProcess): Promise<Ending> =>
  new Promise((resolve) => {
    child.on("exit", (code, signal) => {
      killGroup(child);
      resolve({ code, signal });
    });
    child.on("error", () => resolve({ code: 127, signal: null }));
  });

/** Opens the backend that confines nothing. `variables`: what the toolchains on the PATH need to find themselves. */
export function openNone(options: SandboxOptions, variables: Readonly<Record<string, string>> = {}): Sandbox {
  const { root, scratch } = options;
  const home = path.join(scratch, "home");
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const environment = {
    ...variables,
    PATH: options.path,
    HOME: home,
    TMPDIR: "/tmp",
    LANG: "C.UTF-8",
    GIT_OPTIONAL_LOCKS: "0",
  };
  let last: Promise<unknown> = Promise.resolve();
  const guests = new Set<Guest>();

  const start = (program: Program): Guest & { readonly child: ChildProcess } => {
    const [file = "", ...rest] = program.argv;
    const pipes = Array.from({ length: program.channels ?? 0 }, () => "pipe" as const);
    const child = spawn(file, rest, {
      cwd: program.cwd ?? root,
      env: { ...environment, ...program.env },
      detached: true,
      stdio: ["pipe", "pipe", "pipe", ...pipes],
    });
    const exited = exitOf(child);
    if (child.stdin === null || child.stdout === null || child.stderr === null)
      throw new Fault("sandbox_failed", `cannot start ${file}`);
    const channels = pipes.map((_, index) => channelOf(child, 3 + index));
    for (const stream of [child.stdin, child.stdout, child.stderr, ...channels])
      stream.on("error", () => undefined);
    const guest = {
      child,
      stdin: child.stdin,
      stdout: child.stdout,
      stderr: child.stderr,
      channels,
      exited,
      kill: () => killGroup(child),
    };
    guests.add(guest);
    void exited.then(() => guests.delete(guest));
    return guest;
  };

  return {
    name: "none",
    limits,
    launch: async (program) => start(program),
    async house(program: Program): Promise<Resident> {
      const { child, ...guest } = start(program);
      return housed(guest, child, { root, held: path.join(scratch, "held") });
    },
    async run(command: Command): Promise<Run> {
      const turn = last.then(() =>
        runInPlace(root, path.join(scratch, "held", newStageId()), environment, command),
      );
      last = turn.catch(() => undefined);
      return turn;
    },
    async close(): Promise<void> {
      for (const guest of guests) guest.kill();
      await Promise.all([...guests].map((guest) => guest.exited));
      await Promise.all(["home", "held"].map((name) => removeTree(path.join(scratch, name))));
    },
  };
}

/** Shows the command's own files in place of the workspace's; the snapshot puts the workspace's back. */
async function show(root: string, overlay: Command["overlay"]): Promise<void> {
  for (const [name, file] of overlay ?? []) {
    requireInside(name);
    const place = path.join(root, name);
    if (file === null) await rm(place, { recursive: true, force: true });
    if (file === null) continue;
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, file.bytes);
    await chmod(place, file.mode);
  }
}

interface Ended {
  readonly exit: number;
  readonly timedOut: boolean;
  readonly interrupted: boolean;
}

/**
 * stdout and stderr are one real pipe, so that they come as they were written and /dev/stderr can be opened. The inner redirection
 * keeps the shell's own remark on a signal out of it; the status comes on descriptor 3.
 */
const line = `{ { "$@" 2>&1 3<&-; } 2>/dev/null; echo "$?" >&3; } | cat`;

/** Runs the program itself. */
async function runChild(
  cwd: string,
  env: Readonly<Record<string, string>>,
  command: Command,
  onChunk: (chunk: Buffer) => void,
): Promise<Ended> {
  const child = spawn("/bin/sh", ["-c", line, "sh", ...command.argv], {
    cwd,
    env,
    detached: true,
    stdio: ["pipe", "pipe", "ignore", "pipe"],
  });
  const { stdin, stdout } = child;
  let status = "";
  const told = channelOf(child, 3);
  told.on("data", (chunk: Buffer) => {
    status += chunk.toString("latin1");
  });
  told.on("error", () => undefined);
  stdout?.on("data", onChunk);
  stdin?.on("error", () => undefined);
  stdin?.end(command.stdin ?? "");
  const closed = once(child, "close").catch(() => undefined);
  const end = (): void => killGroup(child);
  const watch = watchOver(command, end, end);
  const exit = await exitOf(child);
  // a child that left the group may hold the pipe open for ever
  await Promise.race([closed, sleep(drain)]);
  watch.end();
  const code = /^\d+\n/.test(status) ? Number.parseInt(status, 10) : exit.signal === null ? 127 : 137;
  return { exit: code, timedOut: watch.timedOut, interrupted: watch.interrupted };
}

const drain = 200;

/** Runs in the workspace itself, then moves what changed out of it and puts the workspace back. */
async function runInPlace(
  root: string,
  held: string,
  environment: Readonly<Record<string, string>>,
  command: Command,
): Promise<Run> {
  const started = performance.now();
  const transcript = createTranscript(command.outputLimit ?? defaultOutput, command.onOutput);
  const snapshot = await takeSnapshot(root, path.join(held, "before"));
  const upper = path.join(held, "u");
  let ended: Ended = { exit: 130, timedOut: false, interrupted: true };
  try {
    if (command.signal?.aborted !== true) {
      await show(root, command.overlay);
      const env = { ...environment, ...command.env };
      ended = await runChild(command.cwd ?? root, env, command, (chunk) => transcript.add(chunk));
    }
  } catch (thrown) {
    await takeOut(root, snapshot, upper);
    throw new Fault("sandbox_failed", `cannot run ${command.argv.join(" ")}`, "", toFault(thrown));
  }
  const entries = await takeOut(root, snapshot, upper);
  const { exit, timedOut, interrupted } = ended;
  return {
    exit,
    ...transcript.end(),
    milliseconds: performance.now() - started,
    timedOut,
    interrupted,
    stage: { entries, since: Date.now(), drop: async () => removeTree(held) },
  };
}
