/** The folder in which a session works: its paths, its files, never anything outside it. */
import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  readdirSync,
} from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { Version } from "../../core/effect.ts";
import { Fault } from "../../core/fault.ts";
import { listTracked } from "./git.ts";
import { hasCode, look, versionAt } from "./version.ts";

/** Files above this many bytes are not read as text. */
const readLimit = 10 * 1024 * 1024;
/** Paths in one listing. */
const listLimit = 10_000;

/** Paths go in as a model wrote them and come out relative to `root`, with `/`. Errors are plain and meant for the cell. */
export interface Workspace {
  /** Absolute and real. */
  readonly root: string;
  /** Where a path really lies in the workspace, links followed; it need not exist. Throws when it leads out. */
  resolve(path: string): string;
  /** The text of a file. Throws when it is not there, no file, larger than 10 MiB, or not UTF-8 text. */
  read(path: string): string;
  /** What lies at a path, without following a link at its end. */
  version(path: string): Version;
  /** Files below a folder that git does not ignore, sorted; `more` when there are above 10,000. */
  list(folder?: string): { readonly paths: readonly string[]; readonly more: boolean };
}

/** Opens a folder as a workspace. Throws `Fault("workspace_failed")` when it is missing, no folder, or not writable. */
export function openWorkspace(folder: string): Workspace {
  const root = openRoot(folder);
  return {
    root,
    resolve: (path) => resolvePath(root, path),
    read: (path) => readText(root, path),
    version: (path) => versionAt(join(root, resolveEntry(root, path))),
    list: (below = ".") => listFiles(root, resolvePath(root, below)),
  };
}

function openRoot(folder: string): string {
  try {
    const root = realpathSync(folder);
    if (!look(root)?.isDirectory()) throw workspaceFault(`${folder} is not a folder`);
    accessSync(root, constants.R_OK | constants.W_OK | constants.X_OK);
    return root;
  } catch (error) {
    if (error instanceof Fault) throw error;
    if (hasCode(error, "ENOENT", "ENOTDIR")) throw workspaceFault(`there is no folder ${folder}`, error);
    if (hasCode(error, "EACCES", "EROFS", "EPERM"))
      throw workspaceFault(`the folder ${folder} cannot be written to`, error);
    throw workspaceFault(`the folder ${folder} cannot be opened: ${String(error)}`, error);
  }
}

function workspaceFault(message: string, cause?: unknown): Fault {
  return new Fault("workspace_failed", message, "give a folder that exists and is yours to write to", cause);
}

function checkPath(path: string): void {
  if (path === "") throw new Error("a path is empty");
  if (path.includes("\0")) throw new Error(`${JSON.stringify(path)} is not a path: it holds a NUL character`);
}

function resolvePath(root: string, path: string): string {
  checkPath(path);
  const outside = (): Error => new Error(`${path} is outside the workspace ${root}`);
  const wanted = isAbsolute(path) ? resolve(path) : resolve(root, path);
  if (!isAbsolute(path) && !isInside(root, wanted)) throw outside();
  const real = realPath(wanted, path);
  if (!isInside(root, real)) throw outside();
  return relative(root, real).split(sep).join("/") || ".";
}

/** As `resolvePath`, but a link at the end stays what it is. */
function resolveEntry(root: string, path: string): string {
  checkPath(path);
  const wanted = resolve(root, path);
  if (wanted === root) return ".";
  return join(resolvePath(root, dirname(wanted)), basename(wanted));
}

function isInside(root: string, path: string): boolean {
  return path === root || path.startsWith(root === "/" ? "/" : `${root}/`);
}

/** As realpath, but for paths that need not exist: a dangling link leads where it would create a file. */
function realPath(path: string, asked: string, links = 0): string {
  if (links > 40) throw new Error(`${asked} goes round in circles of links`);
  try {
    return realpathSync(path);
  } catch (error) {
    if (hasCode(error, "ELOOP")) throw new Error(`${asked} goes round in circles of links`, { cause: error });
    if (!hasCode(error, "ENOENT", "ENOTDIR")) throw error;
  }
  const seen = look(path);
  if (seen?.isSymbolicLink()) return realPath(resolve(dirname(path), readlinkSync(path)), asked, links + 1);
  return join(realPath(dirname(path), asked, links), basename(path));
}

/** The text of a file below a folder; the rules are those of `Workspace.read`. */
export function readText(root: string, path: string): string {
  const real = resolvePath(root, path);
  const file = openFile(join(root, real), path);
  try {
    const seen = fstatSync(file);
    if (seen.isDirectory()) throw new Error(`${path} is a folder; list it instead`);
    if (!seen.isFile()) throw new Error(`${path} is not a file`);
    if (seen.size > readLimit)
      throw new Error(
        `${path} is too large to read as a whole: ${seen.size} bytes, the limit is ${readLimit}`,
      );
    return decode(readFileSync(file), path);
  } finally {
    closeSync(file);
  }
}

/** Without blocking on a pipe and without following a link that appeared since the path was resolved. */
function openFile(absolute: string, path: string): number {
  try {
    return openSync(absolute, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) throw new Error(`there is no file ${path}`, { cause: error });
    if (hasCode(error, "EACCES", "EPERM")) throw new Error(`${path} may not be read`, { cause: error });
    throw error;
  }
}

function decode(bytes: Uint8Array, path: string): string {
  if (bytes.includes(0)) throw new Error(`${path} is binary`);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new Error(`${path} is not UTF-8 text`, { cause: error });
  }
}

function listFiles(
  root: string,
  folder: string,
): { readonly paths: readonly string[]; readonly more: boolean } {
  const below = folder === "." ? "" : `${folder}/`;
  if (!look(join(root, folder))?.isDirectory()) throw new Error(`there is no folder ${folder}`);
  const tracked = listTracked(root, folder);
  // The index still names files that were deleted since.
  const found = tracked ? tracked.filter((path) => look(join(root, path))) : walk(root, below);
  const paths = found.filter((path) => path.startsWith(below)).toSorted();
  return { paths: paths.slice(0, listLimit), more: paths.length > listLimit };
}

/** Outside git: all files but those of other tools' own folders. */
function walk(root: string, below: string): readonly string[] {
  const paths: string[] = [];
  const folders = [below];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    for (const entry of readdirSync(join(root, next), { withFileTypes: true })) {
      const path = `${next}${entry.name}`;
      if (!entry.isDirectory()) paths.push(path);
      else if (entry.name !== ".git" && entry.name !== "node_modules") folders.push(`${path}/`);
      if (paths.length > listLimit) return paths;
    }
  }
  return paths;
}
