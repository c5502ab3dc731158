/** For any two trees: a commit makes the one into the other, and a revert gives the first one back. */
import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as check from "fast-check";
import { expect, it } from "vitest";
import { prepareCommit } from "../../../src/interface/environment/commit.ts";
import { removeAll } from "../../../src/interface/environment/move.ts";
import type { StagedEntry } from "../../../src/interface/environment/sandbox.ts";
import { revertCommit } from "../../../src/interface/environment/undo.ts";
import { tellTree, testGround } from "./tree.ts";

type Node =
  | { readonly node: "file"; readonly text: string; readonly mode: number }
  | { readonly node: "link"; readonly target: string }
  | Folder;

interface Folder {
  readonly node: "folder";
  readonly mode: number;
  /** In the second tree: made anew, so that it hides what was there. */
  readonly anew: boolean;
  readonly entries: { readonly [name: string]: Node };
}

// Few names and contents, so that the two trees meet often.
const name = check.constantFrom("a", "b", "c", "ü ✓", "new\nline", ".hid", ":x");
const { folder } = check.letrec<{ node: Node; folder: Folder; file: Node; link: Node }>((tie) => ({
  file: check.record({
    node: check.constant("file" as const),
    text: check.constantFrom("", "one", "two\n"),
    mode: check.constantFrom(0o644, 0o755, 0o400),
  }),
  link: check.record({
    node: check.constant("link" as const),
    target: check.constantFrom("a", "../b", "/etc", "nowhere", "."),
  }),
  folder: check.record({
    node: check.constant("folder" as const),
    mode: check.constantFrom(0o755, 0o700),
    anew: check.boolean(),
    entries: check.dictionary(name, tie("node"), { maxKeys: 4, noNullPrototype: true }),
  }),
  node: check.oneof({ depthSize: "small" }, tie("file"), tie("link"), tie("folder")),
}));

function plant(path: string, node: Node): void {
  if (node.node === "link") return symlinkSync(node.target, path);
  if (node.node === "file") writeFileSync(path, node.text);
  else {
    mkdirSync(path, { recursive: true });
    for (const [key, child] of Object.entries(node.entries)) plant(join(path, key), child);
  }
  chmodSync(path, node.mode);
}

/** What an overlay's upper folder would hold after `before` became `after`; planted below `upper` as it is told. */
function stage(before: Folder, after: Folder, upper: string, below = ""): readonly StagedEntry[] {
  const told: StagedEntry[] = [];
  const keys = [...new Set([...Object.keys(before.entries), ...Object.keys(after.entries)])].toSorted();
  for (const key of keys) {
    const path = `${below}${key}`;
    const source = join(upper, path);
    const [old, now] = [before.entries[key], after.entries[key]];
    if (!now) told.push({ path, type: "gone" });
    else if (now.node !== "folder") {
      plant(source, now);
      told.push({ path, type: now.node, source });
    } else {
      mkdirSync(source);
      const hides = old?.node === "folder" && now.anew;
      const under = old?.node === "folder" && !hides ? old : { ...now, entries: {} };
      told.push({ path, type: hides ? "opaque" : "folder", source }, ...stage(under, now, upper, `${path}/`));
      chmodSync(source, now.mode);
    }
  }
  return told;
}

it("a commit of any stage is exact, and so is its revert", () => {
  const ground = testGround();
  const wanted = join(ground.keep, "wanted");
  check.assert(
    check.property(folder, folder, (before, after) => {
      for (const place of [ground.root, ground.upper, wanted]) {
        removeAll(place);
        mkdirSync(place);
      }
      plant(ground.root, { ...before, mode: 0o755 });
      plant(wanted, { ...after, mode: 0o755 });
      const start = tellTree(ground.root);
      const commit = prepareCommit(stage(before, after, ground.upper), ground);
      expect(commit.apply()).toBeUndefined();
      expect(tellTree(ground.root)).toEqual(tellTree(wanted));
      expect(revertCommit(commit.undo, { ...ground, changes: commit.changes })).toEqual([]);
      expect(tellTree(ground.root)).toEqual(start);
    }),
    { numRuns: 150 },
  );
  expect(readdirSync(ground.keep).length).toBeGreaterThan(1);
});
