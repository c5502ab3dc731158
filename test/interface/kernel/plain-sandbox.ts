/** A sandbox port without any confinement, for what the kernel itself must hold. */
import { spawn } from "node:child_process";
import { Duplex } from "node:stream";
import type { Guest, Program, Sandbox } from "../../../src/interface/environment/sandbox.ts";

export function openPlainSandbox(root: string): Sandbox {
  const guests = new Set<Guest>();
  return {
    name: "none",
    limits: { stops: [], leaves: ["everything"] },
    launch: async (program) => {
      const guest = launch(program, root);
      guests.add(guest);
      return guest;
    },
    house: () => Promise.reject(new Error("no program is housed in this sandbox")),
    run: () => Promise.reject(new Error("programs are not for this sandbox")),
    close: async () => {
      for (const guest of guests) guest.kill();
    },
  };
}

function launch(program: Program, root: string): Guest {
  const [command = "", ...words] = program.argv;
  const channels = Array.from({ length: program.channels ?? 0 }, () => "pipe" as const);
  const child = spawn(command, words, {
    cwd: program.cwd ?? root,
    env: { PATH: "/usr/bin:/bin", HOME: "/tmp", ...program.env },
    stdio: ["pipe", "pipe", "pipe", ...channels],
  });
  const exited = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.on("exit", (code, signal) => resolve({ code, signal }));
  });
  return {
    stdin: child.stdin,
    stdout: child.stdout,
    stderr: child.stderr,
    channels: child.stdio.slice(3).filter((stream) => stream instanceof Duplex),
    exited,
    kill: () => void child.kill("SIGKILL"),
  };
}
