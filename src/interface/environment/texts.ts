/** Texts of several files at once: read as they are, shown in place of what is there, or written through gate and journal. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { entriesFromText } from "./edits.ts";
import type { Command } from "./sandbox.ts";
import { look } from "./version.ts";
import type { Workspace } from "./workspace.ts";
import type { Actor, World } from "./world.ts";

export interface TextFiles {
  /** A path as the workspace knows it. Throws an Error for the cell when it leads out of it. */
  resolve(path: string): string;
  /** The text of a file as it is; null where there is none. Throws an Error for the cell when it is not to be seen. */
  read(path: string): string | null;
  /** Writes them all, or none; null takes a file away. Throws an Error for the cell when that is refused. */
  land(texts: ReadonlyMap<string, string | null>, actor: Actor): Promise<void>;
}

/** The text files of one workspace. */
export function createTextFiles(given: {
  readonly workspace: Workspace;
  readonly world: World;
  readonly scratch: string;
  readonly unshown: (path: string) => string | undefined;
}): TextFiles {
  const { workspace, world, scratch, unshown } = given;
  return {
    resolve: (path) => workspace.resolve(path),
    read(path) {
      const why = unshown(path);
      if (why !== undefined) throw new Error(`${path} ${why}`);
      return workspace.version(path).node === "file" ? workspace.read(path) : null;
    },
    async land(texts, { cell, call }) {
      const edits = [...texts].map(([path, text]) => ({ path, text }));
      const actor = { cell, ...(call !== undefined && { call }) };
      await world.change(actor, entriesFromText(edits, { root: workspace.root, scratch }));
    },
  };
}

/** Texts as a command is shown them in place of the files. */
export function overlayOf(texts: ReadonlyMap<string, string | null>): NonNullable<Command["overlay"]> {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  return new Map(
    [...texts].map(([path, text]) => [path, text === null ? null : { bytes: bytes(text), mode: 0o644 }]),
  );
}

/** The bytes of a file in the workspace itself, for a diff; nothing that a link leads to. */
export function bytesOf({ root }: Workspace, path: string): Uint8Array | undefined {
  const place = join(root, path);
  return look(place)?.isFile() ? readFileSync(place) : undefined;
}

/** The text of a file; undefined where there is none to read. */
export function textOf(workspace: Workspace, path: string): string | undefined {
  try {
    return workspace.read(path);
  } catch {
    return undefined;
  }
}
