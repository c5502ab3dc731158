/** A kernel in the real sandbox over a real folder, as the tests use it. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import type { Outcome } from "../../../src/core/cell.ts";
import type { CallRequest } from "../../../src/interface/api/bridge.ts";
import { createTool, type Tool } from "../../../src/interface/api/tool.ts";
import type { Sandbox } from "../../../src/interface/environment/sandbox.ts";
import { openPerl } from "../../../src/interface/environment/sandbox/perl.ts";
import { openKernel } from "../../../src/interface/kernel/open.ts";

export interface Session {
  readonly root: string;
  readonly calls: readonly CallRequest[];
  /** What was printed, as it came. */
  readonly printed: readonly string[];
  /** Checks a cell and runs it when the check lets it. */
  cell(
    code: string,
    options?: { readonly timeLimit?: number; readonly signal?: AbortSignal },
  ): Promise<Outcome>;
  close(): Promise<void>;
}

const row = z.object({ path: z.string(), size: z.number() });

export const tools: readonly Tool[] = [
  createTool({
    name: "files.read",
    words: "Reads a file of the workspace. All of it.",
    parameters: { path: z.string() },
    returns: z.string(),
    effect: "read",
    idempotent: true,
    run: async ({ path: name }) => `text of ${name}`,
  }),
  createTool({
    name: "files.list",
    words: "Lists a folder.",
    parameters: { folder: z.string().optional(), kind: z.enum(["file", "folder"]).optional() },
    returns: z.array(row),
    effect: "read",
    idempotent: true,
    run: async () => [{ path: "a.ts", size: 1 }],
  }),
  createTool({
    name: "done",
    words: "Claims that the task is done.",
    parameters: { claim: z.string() },
    returns: z.void(),
    effect: "control",
    idempotent: true,
    run: async () => {
      throw new Error("nothing proves it");
    },
  }),
];

const answer = async (request: CallRequest): Promise<unknown> => {
  const tool = tools.find(({ name }) => name === request.tool);
  const input = { path: request.arguments[0] };
  return tool?.run(input, { cell: request.cell, call: "", signal: request.signal });
};

/** `sandboxOf` is for what must hold without any confinement too. */
export async function openSession(
  options: {
    readonly sandboxOf?: (root: string) => Sandbox;
    readonly call?: (request: CallRequest) => Promise<unknown>;
  } = {},
): Promise<Session> {
  const place = realpathSync(mkdtempSync(path.join(tmpdir(), "tackle-kernel-")));
  const root = path.join(place, "workspace");
  const scratch = path.join(place, "scratch");
  for (const folder of [root, scratch]) mkdirSync(folder);
  const sandbox = options.sandboxOf?.(root) ?? openPerl({ root, scratch, path: "/usr/bin:/bin" });
  const calls: CallRequest[] = [];
  const printed: string[] = [];
  const call = (request: CallRequest): Promise<unknown> => {
    calls.push(request);
    return (options.call ?? answer)(request);
  };
  const kernel = await openKernel({
    sandbox,
    tools,
    root,
    call,
    onOutput: (_cell, text) => printed.push(text),
  });
  let count = 0;
  return {
    root,
    calls,
    printed,
    async cell(code, { timeLimit = 10_000, signal = new AbortController().signal } = {}) {
      const cell = { id: `c${++count}`, language: "ts" as const, code };
      const { problems } = await kernel.check(cell);
      if (problems.length > 0) return { status: "refused", output: "", problems, milliseconds: 0 };
      return kernel.run(cell, { timeLimit, signal });
    },
    async close() {
      await kernel.close();
      await sandbox.close();
      rmSync(place, { recursive: true, force: true });
    },
  };
}
