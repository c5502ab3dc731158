/** What the model knows of files: what it has read of them, and what its own changes have made of them since. */
import path from "node:path";
import type { Assumption } from "../../../core/contract.ts";
import type { Change, Reading, Version } from "../../../core/effect.ts";
import type { Fact } from "../../../core/fact.ts";

const hashOf = (version: Version): string | undefined => (version.node === "file" ? version.hash : undefined);

/**
 * Files that were read with `files.read`, that a cell named or that a contract names, each as the model has seen it last. A program that names a
 * file and changes nothing has looked at it anew; one that changes something may build on what was seen before. Folded from facts; `root`
 * is the workspace.
 */
export function seenFiles(
  facts: readonly Fact[],
  root: string,
): readonly (Assumption & { readonly type: "file" })[] {
  const seen = new Map<string, string>();
  const changes = new Map<string, readonly Change[]>();
  const named = new Map<string, readonly Reading[]>();
  const scripts = new Set<string>();
  for (const fact of facts) {
    followReading(fact, { seen, named, scripts, root });
    if (fact.type === "contract.formed" || fact.type === "contract.amended") {
      for (const each of fact.contract.assumes)
        if (each.type === "file" && !seen.has(each.path)) seen.set(each.path, each.hash);
    } else if (fact.type === "change.intended") changes.set(fact.change, fact.changes);
    else if (fact.type === "change.committed")
      for (const { path: name, after } of changes.get(fact.change) ?? []) update(seen, name, hashOf(after));
    // What was taken back is not what was read any more, and nobody else has done that.
    else if (fact.type === "change.undone")
      for (const { path: name } of changes.get(fact.change) ?? []) seen.delete(name);
  }
  return [...seen].map(([name, sha]) => ({ type: "file", path: name, hash: sha }));
}

interface Followed {
  readonly seen: Map<string, string>;
  /** Files that a cell names which has changed nothing yet. */
  readonly named: Map<string, readonly Reading[]>;
  /** Cells of TypeScript: what they name goes into variables, if anywhere, and those of earlier cells stay what they were. */
  readonly scripts: Set<string>;
  readonly root: string;
}

function followReading(fact: Fact, { seen, named, scripts, root }: Followed): void {
  if (fact.type === "model.replied") {
    for (const { id, language } of fact.cells) if (language === "ts") scripts.add(id);
  } else if (fact.type === "call.returned") {
    for (const { path: given, hash } of fact.read ?? []) {
      const name = inside(root, given);
      if (name !== undefined) seen.set(name, hash);
    }
  } else if (fact.type === "cell.started") {
    for (const { path: name, hash } of fact.read ?? []) if (!seen.has(name)) seen.set(name, hash);
    named.set(fact.cell, fact.read ?? []);
  } else if (fact.type === "change.intended" || fact.type === "effect.refused") named.delete(fact.cell);
  else if (fact.type === "cell.ran")
    for (const { path: name, hash } of named.get(fact.cell) ?? [])
      if (!scripts.has(fact.cell) || !seen.has(name)) seen.set(name, hash);
}

function update(seen: Map<string, string>, name: string, hash: string | undefined): void {
  if (!seen.has(name)) return;
  if (hash === undefined) seen.delete(name);
  else seen.set(name, hash);
}

function inside(root: string, given: string): string | undefined {
  const relative = path.relative(root, path.resolve(root, given));
  return relative === "" || relative === ".." || relative.startsWith("../") ? undefined : relative;
}
