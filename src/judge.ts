/** Judges a change that lies in nobody's session: a project, edits of its files, and what the evidence says of them. */
import { mkdirSync, mkdtempSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Evidence } from "./core/evidence.ts";
import { Fault } from "./core/fault.ts";
import type { CheckRun } from "./core/finding.ts";
import type { Model } from "./core/model.ts";
import type { Command, Run, SandboxName } from "./interface/environment/sandbox.ts";
import { openSandbox } from "./interface/environment/sandbox/open.ts";
import { removeTree } from "./interface/environment/sandbox/remove-tree.ts";
import { openWorkspace } from "./interface/environment/workspace.ts";
import { findCheck } from "./mechanisms/control/sensors/find.ts";
import type { Patch, Shown } from "./mechanisms/control/sensors/patch.ts";
import { runCheck } from "./mechanisms/control/sensors/run.ts";
import { prove } from "./mechanisms/control/verification/prove.ts";
import { createReview } from "./mechanisms/control/verification/review.ts";
import { alternativesTo } from "./mechanisms/tools/repair/alternatives.ts";

export interface JudgeOptions {
  /** The project as it is before the change; it is not written to. */
  readonly root: string;
  /** The check's command; found by itself when absent. */
  readonly check?: string;
  /** The change: path in the project → the file's whole new text, or null for deleted. */
  readonly edits: Readonly<Record<string, string | null>>;
  /** The state folder (scratch space) and the user's PATH. */
  readonly surroundings: { readonly state: string; readonly path: string };
  /** Default `auto`. */
  readonly sandbox?: "auto" | SandboxName;
  /** True for tests and settings of the check that the task itself wants changed. */
  readonly mayChange?: (path: string) => boolean;
  /** The check's run on the project as it is, when it is known already. */
  readonly before?: CheckRun;
  /** Milliseconds for everything after that run; default three times its time and ten seconds more. */
  readonly budget?: number;
  /** A second model that reads what is proven so far; it can lower the confidence and nothing else. */
  readonly reviewer?: Model;
  /** What was asked for, in words, for the reviewer. */
  readonly task?: string;
  readonly signal?: AbortSignal;
}

/**
 * Runs the project's check before and after the edits, and every sensor, on the code that judges a session's claims. The project is
 * not changed. Throws `Fault("no_check")` when there is no check, and the sandbox's Faults.
 */
export async function judgePatch(options: JudgeOptions): Promise<Evidence> {
  const { root } = openWorkspace(options.root);
  const { surroundings, signal } = options;
  const { reviewer: model, task = "Make the failing tests pass." } = options;
  const review = model && createReview({ model, task, ...(signal && { signal }) });
  const check = await findCheck(root, options.check);
  if (!check) throw new Fault("no_check", `no check was found in ${root}`, 'name one: { check: "npm test" }');
  mkdirSync(join(surroundings.state, "scratch"), { recursive: true, mode: 0o700 });
  const scratch = mkdtempSync(join(surroundings.state, "scratch", "judge-"));
  const sandbox = await openSandbox(options.sandbox ?? "auto", { root, scratch, path: surroundings.path });
  const look = async (command: Command): Promise<Run> => {
    const run = await sandbox.run(command);
    await run.stage.drop();
    return run;
  };
  try {
    const before = options.before ?? (await runCheck(check, look, { root, ...(signal && { signal }) }));
    return await prove({
      patch: patchOf(root, options.edits),
      check,
      before,
      declared: options.mayChange ?? (() => false),
      look,
      alternatives: alternativesTo,
      ...(signal && { signal }),
      ...(options.budget !== undefined && { budget: options.budget }),
      ...(review && { review }),
    });
  } finally {
    await sandbox.close();
    await removeTree(scratch);
  }
}

function patchOf(root: string, edits: JudgeOptions["edits"]): Patch {
  const workspace = openWorkspace(root);
  const before = (file: string): Shown => {
    if (workspace.version(file).node !== "file") return null;
    const absolute = join(root, file);
    return { bytes: new TextEncoder().encode(workspace.read(file)), mode: statSync(absolute).mode & 0o7777 };
  };
  const after = (file: string): Shown => {
    const text = edits[file];
    if (text === undefined || text === null) return null;
    return { bytes: new TextEncoder().encode(text), mode: before(file)?.mode ?? 0o644 };
  };
  const differs = (file: string): boolean => {
    const was = workspace.version(file).node === "file" ? workspace.read(file) : null;
    return was !== edits[file];
  };
  return {
    root,
    files: Object.keys(edits).filter(differs),
    disk: "before",
    read: (side, file) => (side === "before" ? before(file) : after(file)),
  };
}
