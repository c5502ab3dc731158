/** What works on this machine and in this workspace, found by trying it. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Check, CheckRun } from "./core/finding.ts";
import { gitVersion } from "./interface/environment/git.ts";
import type { Command, Run, SandboxName } from "./interface/environment/sandbox.ts";
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
  /** Runs the project's check too, in the sandbox and, with `environment`, without one. */
  readonly compare: boolean;
  /** The variables that the user's own shell would give a program. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Tries every sandbox, and the project's check where asked to. Throws Faults only. */
export async function examine({
  cwd,
  verify,
  surroundings,
  compare,
  environment,
}: ExamineOptions): Promise<Examination> {
  const { root } = openWorkspace(cwd);
  mkdirSync(join(surroundings.state, "scratch"), { recursive: true, mode: 0o700 });
  const scratch = mkdtempSync(join(surroundings.state, "scratch", "doctor-"));
  try {
    const place = { root, scratch, path: surroundings.path };
    const sandboxes = await probeSandboxes(place);
    const git = gitVersion();
    const check = await findCheck(root, verify);
    const confined = sandboxes.find(({ name, works }) => works && name !== "none");
    const inside = compare && confined && check && (await runIn(confined.name, place, check));
    const outside = inside && check && (await runIn("none", place, check, environment));
    return {
      sandboxes,
      ...(git !== undefined && { git }),
      ...(check && { check }),
      ...(inside && { inside }),
      ...(outside && { outside }),
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function runIn(
  name: SandboxName,
  place: { readonly root: string; readonly scratch: string; readonly path: string },
  check: Check,
  own?: Readonly<Record<string, string>>,
): Promise<CheckRun> {
  const sandbox = await openSandbox(name, place);
  try {
    const run = (command: Command): Promise<Run> =>
      sandbox.run({ ...command, env: { ...own, ...command.env } });
    return await runCheck(check, run, { root: place.root, keepsHome: own !== undefined });
  } finally {
    await sandbox.close();
  }
}
