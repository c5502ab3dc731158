/** A launcher without a sandbox, for tests and benches of the repair tools: plain child processes behind the same port. */
import { spawn } from "node:child_process";
import { Duplex, type Readable, type Writable } from "node:stream";
import type { Exit, Guest, Program } from "../../../../src/interface/environment/sandbox.ts";

/** Starts the program as a child process with its channels on descriptors 3, 4 … */
export function launch(program: Program): Promise<Guest> {
  const [file = "", ...given] = program.argv;
  const channels = program.channels ?? 0;
  const child = spawn(file, given, {
    cwd: program.cwd,
    env: { ...process.env, NODE_OPTIONS: "", ...program.env },
    stdio: ["pipe", "pipe", "pipe", ...Array.from({ length: channels }, () => "pipe" as const)],
  });
  const { promise, resolve, reject } = Promise.withResolvers<Exit>();
  child.once("error", reject);
  child.once("exit", (code, signal) => resolve({ code, signal }));
  const [stdin, stdout, stderr, ...rest] = child.stdio;
  const guest: Guest = {
    stdin: must<Writable>(stdin),
    stdout: must<Readable>(stdout),
    stderr: must<Readable>(stderr),
    channels: rest.filter((one) => one instanceof Duplex),
    exited: promise,
    kill: () => void child.kill("SIGKILL"),
  };
  return Promise.resolve(guest);
}

function must<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new TypeError("a standard stream is missing");
  return value;
}
