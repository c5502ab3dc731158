/** Removal of a folder that a program made, whatever modes it left. */
import { chmod, lstat, readdir, rm } from "node:fs/promises";
import path from "node:path";

/** Gives every folder below back to its owner; an overlay's work folder, for one, has mode 000. What has gone meanwhile is well gone. */
async function unlock(folder: string): Promise<void> {
  await chmod(folder, 0o700).catch(() => undefined);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) if (entry.isDirectory()) await unlock(path.join(folder, entry.name));
}

/** Removes `folder` and all below it; absent is fine. */
export async function removeTree(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
  } catch {
    const seen = await lstat(folder).catch(() => undefined);
    if (seen === undefined) return;
    if (seen.isDirectory()) await unlock(folder);
    // the first attempt goes on in the background after it has failed, so a folder may fill and empty under this one
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
  }
}
