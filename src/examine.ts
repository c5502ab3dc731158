/** What works on this machine and in this workspace, found by trying it. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Check, CheckRun } from "./core/finding.ts";
import { gitVersion } from "./interface/environment/git.ts";
import type { SandboxName } from "./interface/environment/sandbox.ts";
import { openSandbox, probeSandboxes, type SandboxProbe } from "./interface/environment/sandbox/open.ts";
import { openWorkspace } from "./interface/environment/workspace.ts";
import { findCheck } from "./mechanisms/control/sensors/find.ts";
import { runCheck } from "./mechanisms/control/sensors/run.ts";

/** What trying things out has shown. Absent members were not tried or not found. */
export interface Examination {
  /** In the order in which `auto` takes the first that works. */
  readonly sandboxes: readonly SandboxProbe[];
  /** What `git --version` says. */
  readonly git?: string;
  /** The check found in the workspace. */
  readonly check?: Check;
  /** The check's run in the sandbox, and without one. */
  readonly inside?: CheckRun;
  readonly outside?: CheckRun;
}

export interface ExamineOptions {
  readonly cwd: string;
  readonly verify?: string;
  /** The state folder and the user's PATH. */
  readonly surroundings: { readonly state: string; readonly path: string };
  /** Runs the project's check too, in the sandbox and without one. */
  readonly compare: boolean;
}

/** Tries every sandbox, and the project's check where asked to. Throws Faults only. */
export async function examine({ cwd, verify, surroundings, compare }: ExamineOptions): Promise<Examination> {
  const { root } = openWorkspace(cwd);
  mkdirSync(join(surroundings.state, "scratch"), { recursive: true, mode: 0o700 });
  const scratch = mkdtempSync(join(surroundings.state, "scratch", "doctor-"));
  try {
    const place = { root, scratch, path: surroundings.path };
    const sandboxes = await probeSandboxes(place);
    const git = gitVersion();
    const check = await findCheck(root, verify);
    const confined = sandboxes.find(({ name, works }) => works && name !== "none");
    const run = (name: SandboxName): Promise<CheckRun | undefined> => runIn(name, place, check);
    const compared = compare && confined && { inside: await run(confined.name), outside: await run("none") };
    return {
      sandboxes,
      ...(git !== undefined && { git }),
      ...(check && { check }),
      ...(compared && compared.inside && { inside: compared.inside }),
      ...(compared && compared.outside && { outside: compared.outside }),
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function runIn(
  name: SandboxName,
  place: { readonly root: string; readonly scratch: string; readonly path: string },
  check: Check | undefined,
): Promise<CheckRun | undefined> {
  if (check === undefined) return undefined;
  const sandbox = await openSandbox(name, place);
  try {
    return await runCheck(check, (command) => sandbox.run(command), { root: place.root });
  } finally {
    await sandbox.close();
  }
}
