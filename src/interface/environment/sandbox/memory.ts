/** Held changes in memory: how much there is for them, and what to do where the session's folder cannot carry an overlay's upper layer. */
import { hash } from "node:crypto";
import { existsSync, lstatSync, mkdirSync, statfsSync, symlinkSync } from "node:fs";
import path from "node:path";
import type { Sandbox, SandboxOptions } from "../sandbox.ts";
import { removeTree } from "./remove-tree.ts";

const memory = "/dev/shm";

/** File systems that carry an overlay's upper layer, by their numbers in statfs(2): ext2 to ext4, xfs, btrfs, f2fs, tmpfs. */
const carrying: ReadonlySet<number> = new Set([0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x01021994]);

/**
 * Megabytes of memory in which a command's changes may be held while it runs: an eighth of what is free on this machine or in this
 * container, at most 1,024. 0 where that is little, and where the disk is not known to take over what outgrows it.
 */
export function memoryToSpare(scratch: string): number {
  const eighth = Math.floor(process.availableMemory() / 8 / 2 ** 20);
  if (eighth < 64 || !carrying.has(statfsSync(scratch).type)) return 0;
  return Math.min(eighth, 1024);
}

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
