/** The standard tools, as the loop sees them. */
import type { Mechanism } from "../mechanism.ts";
import { createFileTools, type FileAccess } from "./files.ts";
import { createProcessTools, type ProcessAccess } from "./processes.ts";
import { createShellTool } from "./shell.ts";

/** Files, shell and processes as a mechanism. */
export function createTools(given: {
  readonly files: FileAccess;
  readonly shell: Parameters<typeof createShellTool>[0];
  readonly processes: ProcessAccess;
}): Mechanism {
  return {
    name: "tools",
    api: [
      ...createFileTools(given.files),
      createShellTool(given.shell),
      ...createProcessTools(given.processes),
    ],
  };
}
