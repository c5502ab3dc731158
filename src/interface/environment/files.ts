/** Files as the tools reach them: read from the workspace, written through gate and journal. */
import { entriesFromText } from "./edits.ts";
import type { Workspace } from "./workspace.ts";
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
}): Files {
  const { workspace, world, scratch } = given;
  return {
    read: async (path) => workspace.read(path),
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
