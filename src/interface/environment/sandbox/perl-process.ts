/** The perl process under a stage host or a guest: how it is found and started, and what it says on its control descriptor. */
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { Duplex } from "node:stream";
import { fileURLToPath } from "node:url";
import { Fault } from "../../../core/fault.ts";
import { createFrameReader, type Frame } from "./frames.ts";
import type { Architecture } from "./seccomp.ts";

/** Copied beside the bundle by the build. */
const script = fileURLToPath(new URL("./stage-host.pl", import.meta.url));
/** Never found through a PATH, which a workspace could have a say in. */
const interpreters = ["/usr/bin/perl", "/bin/perl", "/usr/local/bin/perl"];

export interface PerlProcess {
  readonly child: ChildProcess;
  readonly control: Duplex;
}

/**
 * Starts the host with an empty environment, in a session of its own so that a Ctrl-C in the terminal does not reach it. It ends when
 * its control closes, so also when this process is killed.
 */
export function startPerl(
  known: Architecture,
  stdio: "ignore" | "pipe",
  channels: number,
  onFrame: (frame: Frame) => void,
): PerlProcess {
  const perl = interpreters.find((file) => existsSync(file));
  if (perl === undefined)
    throw new Fault("no_sandbox", "perl was not found", "install perl (perl-base), or bubblewrap");
  const pipes = Array.from({ length: channels }, () => "pipe" as const);
  const child = spawn(perl, [script, known], {
    cwd: "/",
    env: {},
    detached: true,
    stdio: [stdio, stdio, "pipe", "pipe", ...pipes],
  });
  const control = channelOf(child, 3);
  const read = createFrameReader(onFrame);
  control.on("data", (chunk: Buffer) => {
    try {
      read(chunk);
    } catch {
      child.kill("SIGKILL");
    }
  });
  control.on("error", () => undefined); // its end is told by the exit of the process
  return { child, control };
}

/** The two-way stream on one of a child's descriptors. */
export function channelOf(child: ChildProcess, descriptor: number): Duplex {
  const stream = child.stdio[descriptor];
  if (stream instanceof Duplex) return stream;
  throw new Fault("sandbox_failed", `descriptor ${descriptor} of the stage host is not a channel`);
}
