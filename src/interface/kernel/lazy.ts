/** A kernel that starts when it is first needed. */
import type { Kernel } from "./kernel.ts";
import type { KernelOptions } from "./open.ts";

export interface LazyKernel {
  /** The kernel; the first call starts it. */
  readonly get: () => Promise<Kernel>;
  /** True while no variable was lost with its process; so when there is none. */
  readonly isWhole: () => Promise<boolean>;
  /** Starts the next process ahead, where there is a kernel. */
  readonly prepare: () => void;
  readonly close: () => Promise<void>;
}

/** Nothing of the kernel is loaded before `get`. */
export function createLazyKernel(options: KernelOptions): LazyKernel {
  let kernel: Promise<Kernel> | undefined;
  return {
    get: () => (kernel ??= import("./open.ts").then(({ openKernel }) => openKernel(options))),
    isWhole: async () => (await kernel?.catch(() => undefined))?.whole ?? true,
    prepare: () => void kernel?.then((started) => started.prepare()).catch(() => undefined),
    close: async () => (await kernel?.catch(() => undefined))?.close(),
  };
}
