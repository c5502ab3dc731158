/** Runs a command in a temporary copy of nothing but the test's own files, for tests of what checks report. */
import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { CheckRun } from "../../../../src/core/finding.ts";
import type { Command, Run } from "../../../../src/interface/environment/sandbox.ts";
import type { AskedLines } from "../../../../src/mechanisms/control/sensors/prologue.ts";
import { findCheck } from "../../../../src/mechanisms/control/sensors/find.ts";
import { runCheck } from "../../../../src/mechanisms/control/sensors/run.ts";

/** A folder with these files, gone after the test. */
export function project(files: Readonly<Record<string, string>>): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), "tackle-check-")));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  write(root, files);
  return root;
}

/** Writes files into a project. */
export function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
}

/** Shows a command's overlay by really changing the project, and gives back what puts it right again. */
function show(command: Command): () => void {
  const undo: (() => void)[] = [];
  for (const [name, original] of command.overlay ?? []) {
    const file = path.join(command.cwd ?? "", name);
    const now = existsSync(file) ? readFileSync(file) : undefined;
    undo.push(() => (now === undefined ? rmSync(file, { force: true }) : writeFileSync(file, now)));
    if (original === null) rmSync(file, { force: true });
    else writeFileSync(file, original.bytes);
  }
  return () => {
    for (const step of undo) step();
  };
}

/** Runs a command with a PATH of its own and without what vitest and npm left in the environment. */
export function runWith(folders: readonly string[]): (command: Command) => Promise<Run> {
  return (command) =>
    new Promise((resolve, reject) => {
      const [program = "", ...words] = command.argv;
      const start = performance.now();
      const restore = show(command);
      const PATH = [...folders, "/usr/local/bin", "/usr/bin", "/bin"].join(":");
      const child = spawn(program, words, {
        cwd: command.cwd,
        env: { PATH, HOME: tmpdir(), LANG: "C.UTF-8", ...command.env },
        detached: true,
      });
      let output = "";
      let timedOut = false;
      const timer = setTimeout(() => {
        timedOut = true;
        if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      }, command.timeLimit ?? 60_000);
      const keep = (chunk: Buffer): void => void (output += chunk.toString());
      child.stdout.on("data", keep);
      child.stderr.on("data", keep);
      child.on("error", reject);
      child.on("close", (code, signal) => {
        clearTimeout(timer);
        restore();
        const exit = code ?? (signal === "SIGKILL" ? 137 : 143);
        const stage = { entries: [], drop: async () => undefined };
        const milliseconds = performance.now() - start;
        resolve({ exit, output, cut: 0, milliseconds, timedOut, interrupted: false, stage });
      });
      child.stdin.end(command.stdin);
    });
}

/** The Node that runs the tests. */
export const thisNode = path.dirname(process.execPath);

/** Finds the check of a project and runs it; `asked` are lines of which it has to tell whether they ran. */
export async function check(
  root: string,
  verify?: string,
  folders = [thisNode],
  asked?: AskedLines,
): Promise<CheckRun> {
  const found = await findCheck(root, verify);
  if (found === undefined) throw new Error("no check was found");
  return runCheck(found, runWith(folders), { root, timeLimit: 60_000, ...(asked && { asked }) });
}

/** A run in few words: its tests by state. */
export function told(run: CheckRun): Readonly<Record<string, string>> {
  return Object.fromEntries(run.tests.map(({ name, state }) => [name, state]));
}
