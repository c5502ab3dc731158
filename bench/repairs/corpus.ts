/** The corpus of bugs in `evals/repairs`: small projects with a bug each, the fix, and checks that no agent sees. */
import { spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import process from "node:process";
import { clearTimeout, setTimeout } from "node:timers";

export interface Repair {
  readonly name: string;
  readonly language: "javascript" | "typescript" | "python";
  readonly runner: "node-test" | "vitest" | "jest" | "unittest" | "pytest";
  readonly kind: string;
  /** 1: a token. 2: an expression or a line. 3: several lines or places. */
  readonly grade: 1 | 2 | 3;
  readonly check: string;
  /** Run in a copy to which `hidden` was added. */
  readonly hidden: string;
  readonly task: string;
  readonly bug: string;
  readonly folder: string;
  readonly fix: readonly { readonly path: string; readonly old: string; readonly new: string }[];
}

const home = path.dirname(path.dirname(import.meta.dirname));
export const corpus = path.join(home, "evals", "repairs");
/** Where what the projects need and this one does not have is installed. */
const tools = path.join(home, "node_modules", ".cache", "tackle-repairs");

/** All projects, by name. */
export function readRepairs(): Repair[] {
  return readdirSync(corpus, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => readRepair(path.join(corpus, name)))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function readRepair(folder: string): Repair {
  const said: Omit<Repair, "folder" | "fix"> = JSON.parse(
    readFileSync(path.join(folder, "project.json"), "utf8"),
  );
  const { edits }: { edits: Repair["fix"] } = JSON.parse(readFileSync(path.join(folder, "fix.json"), "utf8"));
  return { ...said, folder, fix: edits };
}

/** Makes the fix in a copy. Throws when it does not fit. */
export function makeFix(project: Repair, root: string): void {
  for (const edit of project.fix) {
    const file = path.join(root, edit.path);
    const pieces = readFileSync(file, "utf8").split(edit.old);
    if (pieces.length !== 2) throw new Error(`${project.name}: the fix does not fit ${edit.path}`);
    writeFileSync(file, pieces.join(edit.new));
  }
}

/** Copies a project into an empty folder, with the runner that it needs beside it. */
export function layOut(project: Repair, root: string): void {
  cpSync(path.join(project.folder, "base"), root, { recursive: true });
  const modules = modulesOf(project);
  if (modules !== undefined) symlinkSync(modules, path.join(root, "node_modules"));
}

/** The folder of packages that a project's runner lies in; undefined when it needs none. */
export function modulesOf({ runner }: Repair): string | undefined {
  if (runner === "vitest") return path.join(home, "node_modules");
  return runner === "jest" ? path.join(tools, "node_modules") : undefined;
}

/** Why a project's check cannot be run here, after what can be installed was; undefined when it can. */
export function missing({ runner }: Pick<Repair, "runner">): string | undefined {
  if (runner === "pytest")
    return spawnSync("python3", ["-c", "import pytest"]).status === 0
      ? undefined
      : "pytest is not installed (apt install python3-pytest, or pip install pytest)";
  if (runner !== "jest" || existsSync(path.join(tools, "node_modules", "jest"))) return undefined;
  mkdirSync(tools, { recursive: true });
  writeFileSync(path.join(tools, "package.json"), '{ "private": true }\n');
  const npm = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "jest@30"];
  const { status } = spawnSync("npm", npm, { cwd: tools, stdio: "ignore", timeout: 240_000 });
  return status === 0 ? undefined : "jest could not be installed (npm install jest@30)";
}

export interface Ended {
  /** Null when it was ended for taking too long. */
  readonly exit: number | null;
  readonly output: string;
}

/** Milliseconds; some of the bugs wait for ever. */
const patience = 30_000;

/** Runs a command of the corpus in a copy, in a plain child process: for what no agent sees. */
export function run(command: string, root: string): Promise<Ended> {
  const modules = path.join(root, "node_modules", ".bin");
  const env = {
    PATH: [path.dirname(process.execPath), modules, process.env["PATH"] ?? ""].join(path.delimiter),
    HOME: root,
    PYTHONDONTWRITEBYTECODE: "1",
  };
  const child = spawn("/bin/sh", ["-c", command], {
    cwd: root,
    env,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { promise, resolve, reject } = Promise.withResolvers<Ended>();
  const chunks: Buffer[] = [];
  const timer = setTimeout(() => {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  }, patience);
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.once("error", reject);
  child.once("close", (exit) => {
    clearTimeout(timer);
    resolve({ exit, output: Buffer.concat(chunks).toString() });
  });
  return promise;
}

/** True when the hidden checks pass on a copy. */
export async function passesHidden(project: Repair, root: string): Promise<boolean> {
  cpSync(path.join(project.folder, "hidden"), path.join(root, "hidden"), { recursive: true });
  return (await run(project.hidden, root)).exit === 0;
}
