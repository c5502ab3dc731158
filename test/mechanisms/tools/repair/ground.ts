/** Small real projects in temporary folders, and a real sandbox over each. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { Check } from "../../../../src/core/finding.ts";
import { openSandbox } from "../../../../src/interface/environment/sandbox/open.ts";
import { explore } from "../../../../src/mechanisms/planning/explore.ts";
import type { Ground } from "../../../../src/mechanisms/tools/repair/ground.ts";

/** A folder with these files; it is removed when the test ends. */
export function makeProject(files: Readonly<Record<string, string>>): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "tackle-repair-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  return root;
}

/** What a search stands on: the project, and workers in a sandbox that is closed when the test ends. */
export async function makeGround(
  files: Readonly<Record<string, string>>,
  command: string,
  runner: Check["runner"],
): Promise<Ground> {
  const root = makeProject(files);
  const scratch = realpathSync(mkdtempSync(path.join(tmpdir(), "tackle-scratch-")));
  const sandbox = await openSandbox("auto", { root, scratch, path: process.env["PATH"] ?? "" });
  onTestFinished(async () => {
    await sandbox.close();
    rmSync(scratch, { recursive: true, force: true });
  });
  return {
    explore,
    root,
    launch: (program) => sandbox.launch(program),
    check: { command, source: "--verify", runner },
    signal: new AbortController().signal,
  };
}

/** Limits that a small project never reaches. */
export const enough = { limit: 2000, seconds: Number.POSITIVE_INFINITY, exclude: [] } as const;
