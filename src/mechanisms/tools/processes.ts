/** Long-lived programs from inside a TypeScript cell: development servers, watchers. */
import * as z from "zod/mini";
import { createTool, type Tool } from "../../interface/api/tool.ts";

/** What the tools stand on. */
export interface ProcessAccess {
  start(
    command: string,
    options: {
      readonly name?: string;
      readonly until?: string;
      readonly cell: string;
      readonly call: string;
    },
  ): Promise<{ readonly name: string; readonly ready: boolean }>;
  logs(
    name: string,
    from?: number,
  ): { readonly text: string; readonly next: number; readonly running: boolean };
  stop(name: string): Promise<void>;
  list(): readonly { name: string; command: string; running: boolean }[];
}

const started = z.object({ name: z.string(), ready: z.boolean() });
const log = z.object({ text: z.string(), next: z.number(), running: z.boolean() });
const listed = z.object({ name: z.string(), command: z.string(), running: z.boolean() });

/** `processes.start`, `.logs`, `.stop` and `.list`. */
export function createProcessTools(processes: ProcessAccess): readonly Tool[] {
  return [
    createTool({
      name: "processes.start",
      words:
        "Starts a server or watcher that lives on; later cells reach it on localhost. It sees committed files read-only and can write to /tmp alone. `until` waits for words in its output.",
      parameters: {
        command: z.string(),
        options: z.optional(z.object({ name: z.optional(z.string()), until: z.optional(z.string()) })),
      },
      returns: started,
      effect: "process",
      idempotent: false,
      run: async ({ command, options: { name, until } = {} }, { cell, call }) =>
        processes.start(command, {
          ...(name !== undefined && { name }),
          ...(until !== undefined && { until }),
          cell,
          call,
        }),
    }),
    createTool({
      name: "processes.logs",
      words: "Output of a started process. `from` is an earlier `next`.",
      parameters: { name: z.string(), options: z.optional(z.object({ from: z.optional(z.number()) })) },
      returns: log,
      effect: "read",
      idempotent: true,
      run: async ({ name, options }) => ({ ...processes.logs(name, options?.from) }),
    }),
    createTool({
      name: "processes.stop",
      words: "Ends a started process.",
      parameters: { name: z.string() },
      returns: z.void(),
      effect: "process",
      idempotent: true,
      run: async ({ name }) => processes.stop(name),
    }),
    createTool({
      name: "processes.list",
      words: "All started processes.",
      parameters: {},
      returns: z.array(listed),
      effect: "read",
      idempotent: true,
      run: async () => [...processes.list()],
    }),
  ];
}
