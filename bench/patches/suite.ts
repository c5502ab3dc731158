/** Runs a project's tests in a plain child process, with a time limit, and reads their names and states. */
import { spawn } from "node:child_process";
import path from "node:path";
import process from "node:process";
import { setTimeout, clearTimeout } from "node:timers";
import type { Project } from "./corpus.ts";

export type State = "passed" | "failed" | "skipped";

export interface SuiteRun {
  /** Null when it was ended. */
  readonly exit: number | null;
  readonly tests: ReadonlyMap<string, State>;
}

const limit = 20_000;

/** Runs the visible check or the reference suite in a copy that holds it. */
export async function runSuite(
  project: Project,
  which: "check" | "hidden",
  folder: string,
): Promise<SuiteRun> {
  const [, ...words] = project[which].split(" ");
  const javascript = project.language === "javascript";
  const file = javascript ? process.execPath : "python3";
  const args = javascript ? ["--test-reporter=tap", ...words] : ["-B", ...words];
  const { exit, output } = await start(file, args, folder);
  if (javascript) return { exit, tests: readTap(output) };
  return { exit, tests: words.includes("pytest") ? readPytest(output) : readUnittest(output) };
}

function start(
  file: string,
  args: readonly string[],
  cwd: string,
): Promise<{ exit: number | null; output: string }> {
  const env = {
    PATH: `${path.dirname(process.execPath)}:${process.env["PATH"] ?? ""}`,
    HOME: cwd,
    LANG: "C.UTF-8",
  };
  const child = spawn(file, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const chunks: Buffer[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<{ exit: number | null; output: string }>();
  const end = (): void => {
    // The whole group: a runner's own children hold the pipes open.
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  };
  const timer = setTimeout(end, limit);
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.once("error", reject);
  child.once("close", (exit) => {
    clearTimeout(timer);
    resolve({ exit, output: Buffer.concat(chunks).toString() });
  });
  return promise;
}

function readTap(output: string): Map<string, State> {
  const tests = new Map<string, State>();
  for (const [, not, name = "", directive] of output.matchAll(
    /^(not )?ok \d+ - (.*?)(?: # (SKIP|TODO).*)?$/gm,
  ))
    tests.set(name, directive === undefined ? (not === undefined ? "passed" : "failed") : "skipped");
  return tests;
}

function readUnittest(output: string): Map<string, State> {
  const tests = new Map<string, State>();
  for (const [, name = "", state = ""] of output.matchAll(
    /^(\w+ \([\w.]+\)) \.\.\. (ok|FAIL|ERROR|skipped|expected failure)/gm,
  ))
    tests.set(name, state === "ok" ? "passed" : state === "FAIL" || state === "ERROR" ? "failed" : "skipped");
  return tests;
}

function readPytest(output: string): Map<string, State> {
  const tests = new Map<string, State>();
  for (const [, name = "", state = ""] of output.matchAll(
    /^(\S+?::.+?) (PASSED|FAILED|ERROR|SKIPPED|XFAIL|XPASS)\b/gm,
  ))
    tests.set(
      name,
      state === "PASSED" ? "passed" : state === "FAILED" || state === "ERROR" ? "failed" : "skipped",
    );
  return tests;
}

/** Names in one state. */
export const named = (run: SuiteRun, state: State): string[] =>
  [...run.tests].filter(([, is]) => is === state).map(([name]) => name);

/** True when a run ended well and each name is reported as passed. */
export const allPassed = (run: SuiteRun, names: Iterable<string>): boolean =>
  run.exit === 0 && [...names].every((name) => run.tests.get(name) === "passed");
