/** Files that a stage shows in place of the workspace's own, put onto it before its command starts. */
import { chmod, lstat, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { Fault } from "../../../core/fault.ts";
import type { Command } from "../sandbox.ts";

/** Throws unless `name` is a plain path below the workspace. */
export function requireInside(name: string): void {
  const isInside = path.normalize(name) === name && !path.isAbsolute(name) && !/^\.\.?(\/|$)/.test(name);
  if (!isInside) throw new Fault("internal", `not a path in the workspace: ${JSON.stringify(name)}`);
}

/** Fills `upper`, which it makes; returns the paths that are to be absent, for which the backend makes the whiteouts. */
export async function prefill(
  overlay: Command["overlay"],
  root: string,
  upper: string,
): Promise<readonly string[]> {
  const absent: string[] = [];
  await mkdir(upper, { recursive: true, mode: 0o700 });
  for (const [name, file] of overlay ?? []) {
    requireInside(name);
    const parents = path.dirname(name).split("/");
    for (const index of parents.keys()) {
      const folder = parents.slice(0, index + 1).join("/");
      if (folder === ".") continue;
      const seen = await lstat(path.join(root, folder)).catch(() => undefined);
      await mkdir(path.join(upper, folder), { mode: (seen?.mode ?? 0o755) & 0o7777 }).catch(() => undefined);
    }
    if (file === null) absent.push(name);
    if (file === null) continue;
    await writeFile(path.join(upper, name), file.bytes);
    await chmod(path.join(upper, name), file.mode);
  }
  return absent;
}
