/** Sandboxes by the names under which people and journals know them. */
import { Fault } from "../../../core/fault.ts";
import type { SandboxName } from "../sandbox.ts";

const sandboxNames: readonly string[] = ["auto", "perl", "bubblewrap", "none"];

const isSandbox = (name: string): name is "auto" | SandboxName => sandboxNames.includes(name);

/** Journals of other versions may name what this one does not have: then a Fault is thrown. */
export function sandboxName(name: string): "auto" | SandboxName {
  if (isSandbox(name)) return name;
  throw new Fault("bad_usage", `there is no sandbox ${name}`, `choose one of ${sandboxNames.join(", ")}`);
}
