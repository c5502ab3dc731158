/** A TypeScript kernel's process: how it is started, and how its cells are interrupted. */
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { driveGuest } from "./guest-driver.ts";
import type { DriverOptions, Ended, Job } from "./job.ts";

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
  const [, interrupts] = guest.channels;
  interrupts?.resume();
  return driveGuest(guest, {
    ...options,
    opening: { type: "open", tools: options.tools },
    interrupt(word, run) {
      const bytes = Buffer.alloc(5);
      bytes.write(word, "latin1");
      bytes.writeInt32LE(run, 1);
      interrupts?.write(bytes);
    },
  });
}
