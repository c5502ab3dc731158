/** The workspace that a command line means. */
import { realpathSync, statSync } from "node:fs";
import path from "node:path";
import { Fault } from "../../index.ts";

/** The folder, absolute and real. Throws `Fault("bad_usage")` when there is none. */
export function workspace(folder: string): string {
  const place = path.resolve(folder);
  if (statSync(place, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new Fault("bad_usage", `there is no folder ${place}`, "give the workspace with --cwd <folder>");
  return realpathSync(place);
}
