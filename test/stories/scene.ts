/** A small real project, a state folder of its own, and the real command to run on them. */
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

const home = path.resolve(import.meta.dirname, "../..");

/** A reply of a script model. */
export interface Line {
  readonly text?: string;
  readonly cells?: readonly { readonly language: "ts" | "sh" | "py"; readonly code: string }[];
}

export interface Ended {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Scene {
  readonly root: string;
  /** The folder around all of it, which is HOME too. */
  readonly base: string;
  readonly state: string;
  write(file: string, text: string): void;
  read(file: string): string;
  /** Writes a script and returns the name of the model that plays it. */
  script(lines: readonly Line[]): string;
  /** Runs tackle to its end. */
  tackle(...words: readonly string[]): Promise<Ended>;
  /** Starts tackle; it is ended with the test. */
  start(...words: readonly string[]): ChildProcess;
  /** As `tackle run … --output-format json`: the result line. */
  run(...words: readonly string[]): Promise<{
    readonly exit: number | null;
    readonly result: Record<string, unknown>;
    readonly stderr: string;
  }>;
}

/** A JavaScript project whose one bug makes one of two tests fail. */
export const sumProject: Readonly<Record<string, string>> = {
  "package.json": '{ "name": "sum", "type": "module", "scripts": { "test": "node --test" } }\n',
  "sum.js": "export const sum = (a, b) => a - b;\n",
  "sum.test.js": [
    'import test from "node:test";',
    'import assert from "node:assert";',
    'import { sum } from "./sum.js";',
    'test("adds", () => assert.equal(sum(1, 2), 3));',
    'test("adds nothing", () => assert.equal(sum(2, 0), 2));',
    "",
  ].join("\n"),
};

/** Makes the project, as a git repository unless told otherwise; gone when the test ends. */
export function makeScene(
  files: Readonly<Record<string, string>>,
  {
    git = true,
    env = {},
    stateIn,
  }: {
    readonly git?: boolean;
    readonly env?: Readonly<Record<string, string>>;
    /** A folder of another file system for tackle's state. */
    readonly stateIn?: string;
  } = {},
): Scene {
  const place = (folder: string): string => {
    const made = realpathSync(mkdtempSync(path.join(folder, "tackle story ")));
    onTestFinished(() => rmSync(made, { recursive: true, force: true }));
    return made;
  };
  const base = place(tmpdir());
  const root = path.join(base, "project");
  const state = stateIn === undefined ? path.join(base, "state") : place(stateIn);
  mkdirSync(root);
  const scene: Scene = {
    root,
    base,
    state: path.join(state, "tackle"),
    write(file, text) {
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    },
    read: (file) => readFileSync(path.join(root, file), "utf8"),
    script(lines) {
      const file = path.join(base, "script.json");
      writeFileSync(file, JSON.stringify(lines));
      return `script:${file}`;
    },
    start(...words) {
      const child = spawn(path.join(home, "bin/tackle"), words, {
        cwd: root,
        env: { PATH: process.env["PATH"], HOME: base, XDG_STATE_HOME: state, ...env },
        stdio: ["ignore", "pipe", "pipe"],
      });
      // One that a failed test left behind would press on all others.
      onTestFinished(() => void child.kill("SIGKILL"));
      return child;
    },
    async tackle(...words) {
      return ending(scene.start(...words));
    },
    async run(...words) {
      const { exit, stdout, stderr } = await scene.tackle("run", ...words, "--output-format", "json");
      const result: Record<string, unknown> = JSON.parse(stdout);
      return { exit, result, stderr };
    },
  };
  for (const [file, text] of Object.entries(files)) scene.write(file, text);
  if (git) commitAll(root);
  return scene;
}

/** Waits for a started command and gives all that it said. */
export function ending(child: ChildProcess): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (data) => (stdout += data));
  child.stderr?.on("data", (data) => (stderr += data));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exit) => resolve({ exit, stdout, stderr }));
  });
}

function commitAll(root: string): void {
  const git = (...words: readonly string[]): void =>
    void execFileSync("git", ["-C", root, ...words], { stdio: "ignore" });
  git("init", "-q");
  git("add", "-A");
  git("-c", "user.name=story", "-c", "user.email=story@example.invalid", "commit", "-qm", "start");
}
