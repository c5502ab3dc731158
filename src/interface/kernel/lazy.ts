/** A kernel that starts when it is first needed. */
import type { Kernel } from "./kernel.ts";
import type { KernelOptions } from "./open.ts";

export interface LazyKernel {
  /** The kernel; the first call starts it. */
  readonly get: () => Promise<Kernel>;
  readonly close: () => Promise<void>;
}

/** Nothing of the kernel is loaded before `get`. */
export function createLazyKernel(options: KernelOptions): LazyKernel {
  let kernel: Promise<Kernel> | undefined;
  return {
    get: () => (kernel ??= import("./open.ts").then(({ openKernel }) => openKernel(options))),
    close: async () => (await kernel?.catch(() => undefined))?.close(),
  };
}
