/** The names on both sides of a change, for telling renamed things from replaced ones. */
import path from "node:path";
import type { Words } from "./kept.ts";
import { textOn, type Lines, type Patch, type Side } from "./patch.ts";
import { isProgram, tokenize } from "./tokens.ts";

/** A file as imports call it: by a path in JavaScript, by a plain name in Python. */
const stem = (file: string): string =>
  `${file.endsWith(".py") ? "" : "./"}${path.posix.basename(file).replace(/\.[^.]+$/, "")}`;

function namesIn(text: string, file: string): string[] {
  return tokenize(text, file).flatMap(({ type, text: word }) => (type === "name" ? [word] : []));
}

/** The words of one side of the changed `sources`. A file that is on this side only gives its own name too. */
export function wordsOn(
  patch: Patch,
  side: Side,
  sources: readonly string[],
  lines: ReadonlyMap<string, Lines>,
): Words {
  const changed = new Set<string>();
  const all = new Set<string>();
  for (const file of sources.filter((each) => isProgram(each))) {
    const text = textOn(patch, side, file);
    if (text === undefined) continue;
    for (const name of namesIn(text, file)) all.add(name);
    const part = lines.get(file)?.[side === "before" ? "removed" : "added"] ?? [];
    for (const name of namesIn(part.map((line) => line.text).join("\n"), file)) changed.add(name);
    all.add(stem(file));
    if (textOn(patch, side === "before" ? "after" : "before", file) === undefined) changed.add(stem(file));
  }
  return { changed, all };
}
