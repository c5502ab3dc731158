/** Files as the tools reach them: read from the workspace, written through gate and journal. */
import { entriesFromText } from "./edits.ts";
import { readText, type Workspace } from "./workspace.ts";
import type { Actor, World } from "./world.ts";

/** Paths go in as a model wrote them. Errors are plain and meant for the cell. */
export interface Files {
  read(path: string): Promise<string>;
  list(folder: string): Promise<readonly string[]>;
  write(path: string, text: string, actor: Actor): Promise<void>;
}

/** Files of one workspace; new contents lie in `scratch` until they are committed. */
export function createFiles(given: {
  readonly workspace: Workspace;
  readonly world: World;
  readonly scratch: string;
  /** Folders outside the workspace that may be read too, absolute and real. */
  readonly readable?: readonly string[];
  /** Why a file of the workspace is not for the model's eyes; undefined when it is. */
  readonly unshown?: (path: string) => string | undefined;
}): Files {
  const { workspace, world, scratch, readable = [] } = given;
  return {
    async read(path) {
      const folder = readable.find((each) => path.startsWith(`${each}/`));
      if (folder !== undefined) return readText(folder, path);
      const why = given.unshown?.(placeOf(workspace, path));
      if (why !== undefined) throw new Error(`${path} ${why}`);
      return workspace.read(path);
    },
    async list(folder) {
      const { paths, more } = workspace.list(folder);
      if (more)
        throw new Error(`there are more than ${paths.length} files below ${folder}; list a folder in it`);
      return paths;
    },
    async write(path, text, { cell, call }) {
      const edit = { path: workspace.resolve(path), text };
      const actor = { cell, ...(call !== undefined && { call }) };
      await world.change(actor, entriesFromText([edit], { root: workspace.root, scratch }));
    },
  };
}

/** Where a path really lies; one that leads out of the workspace is for the reading itself to refuse. */
function placeOf(workspace: Workspace, path: string): string {
  try {
    return workspace.resolve(path);
  } catch {
    return path;
  }
}
