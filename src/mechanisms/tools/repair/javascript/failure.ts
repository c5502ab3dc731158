/** What a thrown thing says, and where it crossed the workspace. */
import { fileURLToPath } from "node:url";
import path from "node:path";
import type { Place } from "../protocol.ts";

let root = "/";

/** Failures are placed relative to this folder. */
export function placeUnder(folder: string): void {
  root = folder;
}

/** The failure in at most a few lines. */
export function describeFailure(thrown: unknown): string {
  try {
    const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
    return text.slice(0, 600);
  } catch {
    return "something that cannot be shown was thrown";
  }
}

/** The workspace frames of its stack, innermost first. */
export function crashPlaces(thrown: unknown): Place[] {
  const stack = thrown instanceof Error && typeof thrown.stack === "string" ? thrown.stack : "";
  const places: Place[] = [];
  for (const [, where = "", line = "0"] of stack.matchAll(
    /(?:\(|at )((?:file:\/\/|\/)[^():]*)(?::(\d+)):\d+/g,
  )) {
    const file = toRelative(where);
    if (file !== undefined) places.push({ file, line: Number(line) });
  }
  return places.slice(0, 20);
}

/** The path relative to the workspace, or undefined when it is outside or in node_modules. */
export function toRelative(where: string): string | undefined {
  const bare = where.replace(/\?.*$/, "");
  let absolute = bare;
  try {
    absolute = bare.startsWith("file:") ? fileURLToPath(bare) : bare;
  } catch {
    return undefined;
  }
  const relative = path.relative(root, absolute);
  if (relative === "" || relative.startsWith("..") || path.isAbsolute(relative)) return undefined;
  return /(?:^|\/)node_modules\//.test(relative) ? undefined : relative;
}
