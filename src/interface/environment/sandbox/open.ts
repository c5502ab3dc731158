/** The ladder of confinements: each is tried by really running it, and none is skipped silently. */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Fault, toFault } from "../../../core/fault.ts";
import type { Limits, Sandbox, SandboxName, SandboxOptions } from "../sandbox.ts";
import { openBubblewrap } from "./bubblewrap.ts";
import { couldHoldInMemory, holdInMemory } from "./memory.ts";
import { openNone } from "./none.ts";
import { openPerl } from "./perl.ts";
import { removeTree } from "./remove-tree.ts";
import { findToolchains, isWithin } from "./toolchain.ts";

/** What one probe found. `why` is empty when it works. */
export interface SandboxProbe {
  readonly name: SandboxName;
  readonly works: boolean;
  readonly why: string;
  readonly limits: Limits;
}

const backends: Readonly<Record<SandboxName, (options: SandboxOptions) => Sandbox>> = {
  perl: openPerl,
  bubblewrap: openBubblewrap,
  none: (options) => openNone(options, findToolchains(options.path, options.root, options.scratch).env),
};
const ladder: readonly SandboxName[] = ["perl", "bubblewrap"];
const probeLimit = 20_000;

/** Runs one command on a real stage with every option on. The host that this starts is the one the session goes on with. */
async function prove(sandbox: Sandbox): Promise<void> {
  const run = await sandbox.run({ argv: ["/bin/sh", "-c", "echo standing"], timeLimit: probeLimit });
  await run.stage.drop();
  if (run.exit !== 0 || run.output !== "standing\n")
    throw new Fault("sandbox_failed", `a command in it answered ${run.exit}: ${run.output.trim()}`);
}

async function openProven(name: SandboxName, options: SandboxOptions): Promise<Sandbox> {
  try {
    return await openHere(name, options);
  } catch (thrown) {
    if (!couldHoldInMemory(toFault(thrown).message, options)) throw thrown;
    return holdInMemory(options, (held) => openHere(name, held)).catch(() => {
      throw thrown;
    });
  }
}

async function openHere(name: SandboxName, options: SandboxOptions): Promise<Sandbox> {
  const sandbox = backends[name](options);
  // What confines nothing needs no proof, and a run in it would copy the whole workspace.
  if (name === "none") return sandbox;
  try {
    await prove(sandbox);
    return sandbox;
  } catch (thrown) {
    await sandbox.close();
    throw thrown;
  }
}

const setting = (file: string): string | undefined =>
  existsSync(file) ? readFileSync(file, "utf8").trim() : undefined;

/** What the reader can do about it, from what this machine says of itself. */
function advice(reasons: readonly string[]): string {
  if (process.platform !== "linux")
    return "tackle confines programs on Linux only; run it in a Linux machine or container";
  if (setting("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") === "1" && process.getuid?.() !== 0)
    return "AppArmor blocks user namespaces: `sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0`";
  if (setting("/proc/sys/kernel/unprivileged_userns_clone") === "0")
    return "user namespaces are switched off: `sudo sysctl kernel.unprivileged_userns_clone=1`";
  if (setting("/proc/sys/user/max_user_namespaces") === "0")
    return "user namespaces are switched off: `sudo sysctl user.max_user_namespaces=15000`";
  const missing = reasons.every((reason) => reason.endsWith("was not found"));
  if (existsSync("/.dockerenv") && !missing)
    return "this container forbids namespaces: start it with `--security-opt seccomp=unconfined --security-opt systempaths=unconfined`";
  return "`apt-get install bubblewrap` (or perl), and Linux 5.12 or newer";
}

/** Throws when the session's folder lies in the workspace: programs would see it, and an overlay cannot hold its own upper layer. */
export function requireApart({ root, scratch }: Pick<SandboxOptions, "root" | "scratch">): void {
  if (!isWithin(scratch, root)) return;
  throw new Fault(
    "bad_usage",
    `tackle's own folder ${scratch} lies in the workspace ${root}`,
    "work in a folder below it, or set XDG_STATE_HOME to a folder outside, such as /var/tmp/tackle-state",
  );
}

/** Opens a confinement that has been seen to work, or throws a Fault that says what is missing. Makes the private folder. `none` is only taken by name. */
export async function openSandbox(choice: "auto" | SandboxName, options: SandboxOptions): Promise<Sandbox> {
  requireApart(options);
  mkdirSync(options.scratch, { recursive: true, mode: 0o700 });
  const reasons: string[] = [];
  for (const name of choice === "auto" ? ladder : [choice]) {
    try {
      return await openProven(name, options);
    } catch (thrown) {
      const fault = toFault(thrown);
      if (fault.code === "no_space") throw fault;
      reasons.push(`${name}: ${fault.message}`);
    }
  }
  throw new Fault("no_sandbox", `programs cannot be confined here (${reasons.join("; ")})`, advice(reasons));
}

/** Tries every backend in a folder of its own and says which work; `none` is listed for what it leaves open. */
export async function probeSandboxes(options: SandboxOptions): Promise<readonly SandboxProbe[]> {
  requireApart(options);
  const probes: SandboxProbe[] = [];
  for (const name of [...ladder, "none"] as const) {
    const scratch = path.join(options.scratch, `probe-${name}`);
    mkdirSync(scratch, { recursive: true, mode: 0o700 });
    try {
      const sandbox = await openProven(name, { ...options, scratch });
      probes.push({ name, works: true, why: "", limits: sandbox.limits });
      await sandbox.close();
    } catch (thrown) {
      probes.push({ name, works: false, why: toFault(thrown).message, limits: { stops: [], leaves: [] } });
    }
    await removeTree(scratch);
  }
  return probes;
}
