/** A sandbox that is not started before it is wanted, used as if it stood. */
import type { Sandbox, SandboxName, SandboxOptions } from "../sandbox.ts";
import { openSandbox, requireApart } from "./open.ts";

/** What waits for the sandbox, and can say what became of it. */
export interface DeferredSandbox extends Omit<Sandbox, "name" | "limits"> {
  /** The sandbox itself, once it stands. Rejects with the Fault that kept it from starting; settles only when it was begun. */
  readonly opened: Promise<Sandbox>;
  /** Starts it, unless that was done already; each use does so too. */
  begin(): void;
}

/** Calls `open` at the first use or at `begin`. Every use waits for it; its Fault is thrown at each, and never as an unhandled rejection. */
function deferSandbox(open: () => Promise<Sandbox>): DeferredSandbox {
  const { promise, resolve } = Promise.withResolvers<Sandbox>();
  promise.catch(() => undefined);
  let begun = false;
  const begin = (): Promise<Sandbox> => {
    if (!begun) resolve(open());
    begun = true;
    return promise;
  };
  return {
    opened: promise,
    begin: () => void begin(),
    launch: async (program) => (await begin()).launch(program),
    house: async (program) => (await begin()).house(program),
    run: async (command) => (await begin()).run(command),
    close: async () => {
      if (begun) await promise.then((sandbox) => sandbox.close()).catch(() => undefined);
      begun = true; // one that was never begun stays so
    },
  };
}

/** The sandbox of a session, not started yet; what is masked in it is asked for when it starts. Throws at once when its folder cannot be where it is. */
export function prepareSandbox(
  choice: "auto" | SandboxName,
  options: Omit<SandboxOptions, "masked">,
  masked: () => Promise<readonly string[]>,
): DeferredSandbox {
  requireApart(options);
  return deferSandbox(async () => openSandbox(choice, { ...options, masked: await masked() }));
}
