/** The private folder of a session. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { removeTree } from "./sandbox/remove-tree.ts";

/** Empties the session's private folder but for the before-images, which undo needs. */
export async function tidy(scratch: string): Promise<void> {
  if (!existsSync(scratch)) return;
  for (const entry of readdirSync(scratch)) if (entry !== "kept") await removeTree(join(scratch, entry));
}
