/** The files of a workspace that a cell names, as they are when it starts. */
import { readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { hash } from "node:crypto";
import type { Language } from "../../core/cell.ts";
import type { Reading } from "../../core/effect.ts";
import { isSecret } from "./guarded.ts";
import { look } from "./version.ts";

/** Of so many names at most, and files of at most so many bytes, a version is told. */
const most = 50;
const largest = 1 << 20;

/** A TypeScript cell with none of these does not read a file by itself. */
const reads = /\b(?:import|require|readFile|readFileSync|createReadStream|open|openSync)\b/;
const word = /[\p{L}\p{N}_@.+/-]+/gu;

/**
 * What a program reads cannot be seen from outside; that it names a file says that it may. Names that are put together while it runs are
 * missed. Secrets, what lies outside and what packages brought are left out. `root` is absolute and real.
 */
export function filesNamed(code: string, language: Language, root: string): readonly Reading[] {
  if (language === "ts" && !reads.test(code)) return [];
  const names = new Set<string>();
  for (const [found] of code.matchAll(word)) {
    const name = path.relative(root, path.resolve(root, found));
    if (name !== "" && !/^\.\.(?:\/|$)|(?:^|\/)(?:node_modules|\.git)(?:\/|$)/.test(name)) names.add(name);
    if (names.size >= 20 * most) break;
  }
  return [...names].flatMap((name) => readingOf(root, name) ?? []).slice(0, most);
}

function readingOf(root: string, name: string): Reading | undefined {
  const file = path.join(root, name);
  const seen = look(file);
  if (!seen?.isFile() || seen.size > largest || isSecret(name)) return undefined;
  try {
    return realpathSync(file) === file ? { path: name, hash: hash("sha256", readFileSync(file)) } : undefined;
  } catch {
    return undefined; // gone or not readable meanwhile: nobody has read it either
  }
}
