/** A sandbox that is still starting, used as if it stood. */
import type { Sandbox } from "../sandbox.ts";

/** What waits for the sandbox, and can say what became of it. */
export interface DeferredSandbox extends Omit<Sandbox, "name" | "limits"> {
  /** The sandbox itself, once it stands. Rejects with the Fault that kept it from starting. */
  readonly opened: Promise<Sandbox>;
}

/** Every use waits for `opening`; its Fault is thrown at each use, and never as an unhandled rejection. */
export function deferSandbox(opening: Promise<Sandbox>): DeferredSandbox {
  opening.catch(() => undefined);
  return {
    opened: opening,
    launch: async (program) => (await opening).launch(program),
    run: async (command) => (await opening).run(command),
    close: () => opening.then((sandbox) => sandbox.close()).catch(() => undefined),
  };
}
