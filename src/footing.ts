/** What a session stands on in a process: its sandbox, and the kernel in it with the variables that it has. */
import { statSync } from "node:fs";
import type { RuleTexts } from "./core/approval.ts";
import type { SessionOptions } from "./core/fact.ts";
import { openEgress } from "./interface/environment/egress/egress.ts";
import type { SandboxName } from "./interface/environment/sandbox.ts";
import { sandboxName } from "./interface/environment/sandbox/name.ts";
import { prepareSandbox, type DeferredSandbox } from "./interface/environment/sandbox/defer.ts";
import { findSecrets, type Secrets } from "./interface/environment/secrets.ts";
import { createLazyKernel, type LazyKernel } from "./interface/kernel/lazy.ts";
import type { KernelOptions } from "./interface/kernel/open.ts";
import { createPythonKernel, type PythonKernel, type PythonOptions } from "./interface/python/open.ts";
import { forbiddenToReach, forbiddenToRead } from "./mechanisms/control/permission/forbidden.ts";

/** What holds for all programs of a session. */
export interface Terrain {
  /** The workspace, absolute and real. */
  readonly root: string;
  readonly sandbox: SandboxName | "auto";
  /** The user's PATH. */
  readonly path: string;
  readonly readable: readonly string[];
  /** Globs of files with secrets that programs may see. */
  readonly allowSecrets: readonly string[];
  readonly allowNet: readonly string[];
  readonly rules: readonly RuleTexts[];
}

export interface Footing {
  /** What its sandbox and its kernel were made from. */
  readonly key: string;
  readonly sandbox: DeferredSandbox;
  secrets: Secrets;
  /** The files that programs do not see; undefined while the sandbox was not begun. */
  readonly masked: () => readonly string[] | undefined;
  /** The kernel for these tools; from now on its cells reach whoever has asked last. */
  readonly kernelFor: (served: Omit<KernelOptions, "sandbox" | "root">) => LazyKernel;
  /** The same for Python; by the state that the journal tells of it knows itself whether its process is the one to go on. */
  readonly pythonFor: ((served: Omit<PythonOptions, "sandbox" | "root">) => PythonKernel) & {
    readonly close: () => Promise<void>;
  };
  /** The cells whose variables the kernel has, by the numbers of their `cell.ran`; undefined when that is not known. */
  held: readonly number[] | undefined;
  /** Starts the next kernel ahead, where there is one already. */
  readonly prepare: () => void;
  readonly close: () => Promise<void>;
}

/** Keeps what a session stands on between two runs of one process. */
export interface Reserve {
  /** What this session stood on when it was kept, where nothing about it has changed since; else something new. */
  take(session: string, terrain: Terrain): Promise<Footing>;
  /** Keeps it for the session's next run, or ends it where its sandbox never stood. */
  keep(session: string, footing: Footing): Promise<void>;
  /** Ends what is kept. */
  close(): Promise<void>;
}

/** What holds for the programs of a session. */
export function terrainOf(
  root: string,
  given: {
    readonly settings: SessionOptions;
    readonly surroundings: { readonly path: string };
    readonly rules: readonly RuleTexts[];
  },
): Terrain {
  const { readable = [], allowSecrets = [], allowNet = [], permissions = {}, sandbox } = given.settings;
  return {
    root,
    sandbox: sandboxName(sandbox),
    path: given.surroundings.path,
    readable,
    allowSecrets,
    allowNet,
    rules: [...given.rules, permissions],
  };
}

export const secretsOf = ({ root, allowSecrets, rules }: Terrain): Secrets => {
  const forbidden = forbiddenToRead(rules);
  return findSecrets(root, { allowed: allowSecrets, ...(forbidden && { forbidden }) });
};

/** Two terrains with the same key can have the same sandbox; the folder counts too, which may be another one under the same name. */
export function keyOf(terrain: Terrain): string {
  const { dev, ino } = statSync(terrain.root);
  return JSON.stringify({ ...terrain, rules: terrain.rules.map(({ deny = [] }) => deny), dev, ino });
}

/** One Python kernel for whoever asks last, as long as the functions are the same. */
function pythonsIn(sandbox: DeferredSandbox, root: string): Footing["pythonFor"] {
  let python: PythonKernel | undefined;
  let served: Omit<PythonOptions, "sandbox" | "root"> | undefined;
  let known = "";
  const gone = (): Promise<never> => Promise.reject(new Error("no session runs"));
  const pythonFor = (next: Omit<PythonOptions, "sandbox" | "root">): PythonKernel => {
    served = next;
    const names = next.tools.map(({ name }) => name).join();
    if (known !== names) void python?.close(); // it was made for other functions
    if (known !== names) python = undefined;
    known = names;
    return (python ??= createPythonKernel({
      sandbox,
      root,
      tools: next.tools,
      call: (request) => served?.call(request) ?? gone(),
      land: (actor, held, since) => served?.land(actor, held, since) ?? gone(),
      onOutput: (cell, text) => served?.onOutput?.(cell, text),
    }));
  };
  return Object.assign(pythonFor, { close: async () => python?.close() });
}

/**
 * Nothing of it is started before it is used. `scratch` is a private folder for the sandbox, `after` comes after all is closed; `late`
 * as a kernel has it.
 */
export function openFooting(
  terrain: Terrain,
  scratch: string,
  { late = false, after }: { readonly late?: boolean; readonly after?: () => Promise<void> } = {},
): Footing {
  const { root, path, readable, allowNet, rules } = terrain;
  const secrets = secretsOf(terrain);
  let masked: readonly string[] | undefined;
  const confined = prepareSandbox(
    terrain.sandbox,
    { root, scratch, path, readable },
    async () => (masked = await secrets.all()),
  );
  // Without a sandbox the network is open anyway.
  const sandbox =
    terrain.sandbox === "none" ? confined : openEgress(confined, allowNet, forbiddenToReach(rules));
  let served: Pick<KernelOptions, "call" | "onOutput"> | undefined;
  let kernel: LazyKernel | undefined;
  let known = "";
  const call: KernelOptions["call"] = (request) =>
    served?.call(request) ?? Promise.reject(new Error("no session runs"));
  const footing: Footing = {
    key: keyOf(terrain),
    sandbox,
    secrets,
    masked: () => masked,
    kernelFor({ tools, ...own }) {
      served = own;
      const onOutput = (cell: string, text: string): void => served?.onOutput?.(cell, text);
      const names = tools.map(({ name }) => name).join();
      if (known !== names) {
        void kernel?.close(); // it was made for other functions
        kernel = undefined;
        footing.held = [];
      }
      known = names;
      return (kernel ??= createLazyKernel({ sandbox, tools, root, late, call, onOutput }));
    },
    pythonFor: pythonsIn(sandbox, root),
    held: [],
    prepare: () => kernel?.prepare(),
    async close() {
      await kernel?.close();
      await footing.pythonFor.close();
      await sandbox.close();
      await after?.();
    },
  };
  return footing;
}
