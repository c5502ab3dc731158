/** Real trees on disk: told as text, and a stage made by hand as an overlay's upper would be. */
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
} from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { removeAll } from "../../../src/interface/environment/move.ts";
import type { StagedEntry } from "../../../src/interface/environment/sandbox.ts";

export interface Ground {
  readonly root: string;
  readonly keep: string;
  readonly upper: string;
}

/** A workspace, a folder for before-images and a stage, all new and gone after the test. */
export function testGround(base = tmpdir()): Ground {
  const folder = mkdtempSync(join(base, "tackle-commit-"));
  onTestFinished(() => removeAll(folder));
  const ground = { root: join(folder, "work"), keep: join(folder, "keep"), upper: join(folder, "upper") };
  for (const each of [ground.root, ground.keep, ground.upper]) mkdirSync(each);
  return ground;
}

/** Every entry below a folder: type, mode, size, link target, sha256; with `links`, how many hard links. */
export function tellTree(folder: string, { links = false } = {}): readonly string[] {
  return pathsBelow(folder).map((path) => {
    const full = join(folder, path);
    const seen = lstatSync(full);
    const mode = (seen.mode & 0o7777).toString(8);
    if (seen.isSymbolicLink()) return `${path} link ${readlinkSync(full)}`;
    if (seen.isDirectory()) return `${path} folder ${mode}`;
    const hash = createHash("sha256").update(readFileSync(full)).digest("hex");
    return `${path} file ${mode} ${seen.size} ${hash}${links ? ` ${seen.nlink}` : ""}`;
  });
}

/** Node's own recursive listing goes into folders behind links. */
function pathsBelow(folder: string): readonly string[] {
  const found: string[] = [];
  const walk = (below: string): void => {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      found.push(join(below, entry.name));
      if (entry.isDirectory()) walk(join(below, entry.name));
    }
  };
  walk("");
  return found.toSorted();
}

/** Entries of an upper folder, parents first; `gone` and `opaque` name what its plain files cannot say. */
export function stageOf(
  upper: string,
  { gone = [], opaque = [] }: { readonly gone?: readonly string[]; readonly opaque?: readonly string[] } = {},
): readonly StagedEntry[] {
  const entries: StagedEntry[] = gone.map((path) => ({ path, type: "gone" }));
  const walk = (below: string): void => {
    for (const name of readdirSync(join(upper, below))) {
      const path = below === "" ? name : `${below}/${name}`;
      const source = join(upper, path);
      const seen = lstatSync(source);
      if (seen.isSymbolicLink()) entries.push({ path, type: "link", source });
      else if (seen.isFile()) entries.push({ path, type: "file", source });
      else if (!seen.isDirectory()) entries.push({ path, type: "odd", source });
      else {
        entries.push({ path, type: opaque.includes(path) ? "opaque" : "folder", source });
        walk(path);
      }
    }
  };
  walk("");
  return entries.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

export function makeFolder(path: string, mode: number): void {
  mkdirSync(path, { recursive: true });
  chmodSync(path, mode);
}
