/** The second choice of confinement: bubblewrap. */
import { Fault } from "../../../core/fault.ts";
import type { Sandbox, SandboxOptions } from "../sandbox.ts";

/** Opens the bubblewrap backend. */
export function openBubblewrap(options: SandboxOptions): Sandbox {
  throw new Fault("no_sandbox", `bubblewrap is not built yet (${options.root})`);
}
