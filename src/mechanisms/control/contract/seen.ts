/** What the model knows of files: what it has read of them, and what its own changes have made of them since. */
import path from "node:path";
import type { Assumption } from "../../../core/contract.ts";
import type { Reading, Version } from "../../../core/effect.ts";
import type { Fact } from "../../../core/fact.ts";

const hashOf = (version: Version): string | undefined => (version.node === "file" ? version.hash : undefined);

/**
 * Files that were read with `files.read`, that a cell named or that a contract names, each as the model has seen it last. A cell that names a
 * file and changes nothing has looked at it anew; one that changes something may build on what was seen before. Folded from facts; `root`
 * is the workspace.
 */
export function seenFiles(
  facts: readonly Fact[],
  root: string,
): readonly (Assumption & { readonly type: "file" })[] {
  const seen = new Map<string, string>();
  const named = new Map<string, readonly Reading[]>();
  const intended = new Map<string, readonly { readonly path: string; readonly hash: string | undefined }[]>();
  const update = (changes: readonly { readonly path: string; readonly hash: string | undefined }[]): void => {
    for (const { path: name, hash: now } of changes) {
      if (!seen.has(name)) continue;
      if (now === undefined) seen.delete(name);
      else seen.set(name, now);
    }
  };
  for (const fact of facts) {
    if (fact.type === "call.returned") {
      for (const { path: given, hash: sha } of fact.read ?? []) {
        const name = inside(root, given);
        if (name !== undefined) seen.set(name, sha);
      }
    } else if (fact.type === "cell.started") {
      for (const { path: name, hash: sha } of fact.read ?? []) if (!seen.has(name)) seen.set(name, sha);
      named.set(fact.cell, fact.read ?? []);
    } else if (fact.type === "effect.refused") {
      named.delete(fact.cell);
    } else if (fact.type === "cell.ran") {
      for (const { path: name, hash: sha } of named.get(fact.cell) ?? []) seen.set(name, sha);
    } else if (fact.type === "contract.formed" || fact.type === "contract.amended") {
      for (const each of fact.contract.assumes)
        if (each.type === "file" && !seen.has(each.path)) seen.set(each.path, each.hash);
    } else if (fact.type === "change.intended") {
      named.delete(fact.cell);
      intended.set(
        fact.change,
        fact.changes.map((change) => ({ path: change.path, hash: hashOf(change.after) })),
      );
    }
    if (fact.type === "change.committed") update(intended.get(fact.change) ?? []);
    // What was taken back is not what was read any more, and nobody else has done that.
    else if (fact.type === "change.undone")
      update((intended.get(fact.change) ?? []).map((change) => ({ path: change.path, hash: undefined })));
  }
  return [...seen].map(([name, sha]) => ({ type: "file", path: name, hash: sha }));
}

function inside(root: string, given: string): string | undefined {
  const relative = path.relative(root, path.resolve(root, given));
  return relative === "" || relative === ".." || relative.startsWith("../") ? undefined : relative;
}
