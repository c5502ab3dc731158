/** Held changes in memory: for where the session's folder lies on a file system that cannot carry an overlay's upper layer. */
import { hash } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, statfsSync, symlinkSync } from "node:fs";
import path from "node:path";
import type { Sandbox, SandboxOptions } from "../sandbox.ts";
import { removeTree } from "./remove-tree.ts";

const memory = "/dev/shm";

/** True when a confinement failed for its overlay, and there is memory to hold one. */
export function couldHoldInMemory(why: string, { scratch }: SandboxOptions): boolean {
  const elsewhere = existsSync(memory) && lstatSync(memory).dev !== lstatSync(scratch).dev;
  return /overlay/.test(why) && elsewhere;
}

/** Opens the sandbox with its uppers in memory. What a crash left there goes first; nobody else can have made the folder. */
export async function holdInMemory(
  options: SandboxOptions,
  open: (options: SandboxOptions) => Promise<Sandbox>,
): Promise<Sandbox> {
  const name = `tackle-${process.getuid?.() ?? 0}-${hash("sha256", options.scratch).slice(0, 16)}`;
  const folder = path.join(memory, name);
  await removeTree(folder);
  mkdirSync(folder, { mode: 0o700 });
  const upper = path.join(options.scratch, "upper");
  await removeTree(upper);
  symlinkSync(folder, upper);
  const clear = async (): Promise<void> => {
    await removeTree(upper);
    await removeTree(folder);
  };
  const sandbox = await open(options).catch(async (thrown: unknown) => {
    await clear();
    throw thrown;
  });
  const { bavail, bsize } = statfsSync(folder);
  const megabytes = Math.floor((bavail * bsize) / 2 ** 20);
  const { stops, leaves } = sandbox.limits;
  return {
    ...sandbox,
    limits: {
      stops,
      leaves: [
        ...leaves,
        `memory: what a command writes is held in ${memory} (${megabytes} MiB free), as the state folder's file system cannot hold it`,
      ],
    },
    async close() {
      await sandbox.close();
      await clear();
    },
  };
}
