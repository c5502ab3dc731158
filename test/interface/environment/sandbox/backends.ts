/** The backends that can run on this machine, each with a workspace of its own, for suites that hold for all of them. */
import {
  chmodSync,
  chownSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  readdirSync,
  readFileSync,
  readlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import type {
  Command,
  Run,
  Sandbox,
  SandboxName,
  Stage,
} from "../../../../src/interface/environment/sandbox.ts";
import { openSandbox } from "../../../../src/interface/environment/sandbox/open.ts";
import { removeTree } from "../../../../src/interface/environment/sandbox/remove-tree.ts";

export interface Place {
  readonly name: SandboxName;
  readonly sandbox: Sandbox;
  readonly root: string;
  readonly scratch: string;
  /** Runs a line of shell. */
  readonly sh: (line: string, more?: Partial<Command>) => Promise<Run>;
}

const userPath = process.env["PATH"] ?? "";

/** A folder with an empty workspace and a session folder, gone after the test. */
export function emptyPlace(): { readonly root: string; readonly scratch: string } {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "tackle-sandbox-")));
  const root = path.join(folder, "work space");
  const scratch = path.join(folder, "scratch");
  mkdirSync(root);
  mkdirSync(scratch, { mode: 0o700 });
  onTestFinished(async () => removeTree(folder));
  return { root, scratch };
}

/** Opens one backend on an empty workspace; closed after the test. `memory` is that of `SandboxOptions`. */
export async function openPlace(name: SandboxName, memory?: number): Promise<Place> {
  const { root, scratch } = emptyPlace();
  const options = { root, scratch, path: userPath, ...(memory !== undefined && { memory }) };
  const sandbox = await openSandbox(name, options);
  onTestFinished(async () => sandbox.close());
  return {
    name,
    sandbox,
    root,
    scratch,
    sh: async (line, more = {}) => sandbox.run({ argv: ["/bin/sh", "-c", line], ...more }),
  };
}

/** Why a backend cannot run here; empty when it can. */
export async function missing(name: SandboxName): Promise<string> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "tackle-sandbox-")));
  try {
    const options = {
      root: path.join(folder, "root"),
      scratch: path.join(folder, "scratch"),
      path: userPath,
    };
    mkdirSync(options.root);
    mkdirSync(options.scratch);
    await (await openSandbox(name, options)).close();
    return "";
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  } finally {
    await removeTree(folder);
  }
}

/** The backends to run, in order; one that TACKLE_REQUIRE names must run. */
export async function backendsHere(): Promise<
  readonly { readonly name: SandboxName; readonly why: string; readonly required: boolean }[]
> {
  const required = (process.env["TACKLE_REQUIRE"] ?? "").split(",");
  const names: readonly SandboxName[] = ["perl", "bubblewrap", "none"];
  return Promise.all(
    names.map(async (name) => ({
      name,
      why: await missing(name),
      required: required.includes(name) || name === "none",
    })),
  );
}

/** A plain commit, for tests: what a stage holds becomes the workspace's. */
export function apply(stage: Stage, root: string): void {
  for (const { path: name, type, source } of stage.entries) {
    const target = path.join(root, name);
    const there = lstatSync(target, { throwIfNoEntry: false });
    if (type === "gone" || type === "opaque") rmSync(target, { recursive: true, force: true });
    if (type === "gone" || type === "odd" || source === undefined) continue;
    if (type === "folder" || type === "opaque") {
      if (there !== undefined && !there.isDirectory()) rmSync(target, { force: true });
      mkdirSync(target, { recursive: true });
      const { mode, uid, gid } = lstatSync(source);
      chownSync(target, uid, gid);
      chmodSync(target, mode & 0o7777);
      continue;
    }
    rmSync(target, { recursive: true, force: true });
    try {
      renameSync(source, target);
    } catch {
      cpSync(source, target, { verbatimSymlinks: true });
    }
  }
}

/** Every entry below a folder: its mode, and its bytes or link text. */
export function tree(folder: string, below = ""): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(path.join(folder, below))) {
    const file = path.join(below, name);
    const full = path.join(folder, file);
    const seen = lstatSync(full);
    const mode = (seen.mode & 0o7777).toString(8);
    if (seen.isSymbolicLink()) found[file] = `-> ${readlinkSync(full)}`;
    if (seen.isFile()) found[file] = `${mode} ${readFileSync(full, "utf8")}`;
    if (seen.isDirectory()) Object.assign(found, { [file]: `${mode}/` }, tree(folder, file));
  }
  return found;
}
