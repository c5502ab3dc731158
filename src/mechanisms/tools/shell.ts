/** Run a program from inside a TypeScript cell. */
import * as z from "zod/mini";
import { createTool, type CallContext, type Tool } from "../../interface/api/tool.ts";

/** What came of a command. `output` holds stdout and stderr as they came. */
export interface ShellResult {
  readonly exit: number;
  readonly output: string;
}

/** The tool `shell.run`; `run` passes gate and journal. */
export function createShellTool(run: (command: string, context: CallContext) => Promise<ShellResult>): Tool {
  return createTool({
    name: "shell.run",
    words: "Runs a shell command in the workspace.",
    parameters: { command: z.string() },
    returns: z.object({ exit: z.number(), output: z.string() }),
    effect: "process",
    idempotent: false,
    staged: true,
    run: async ({ command }, context) => ({ ...(await run(command, context)) }),
  });
}
