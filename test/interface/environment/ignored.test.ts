/** What git ignores is written through by a commit, unless a cell arranged that. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { prepareCommit } from "../../../src/interface/environment/commit.ts";
import { makeFolder, stageOf, tellTree, testGround } from "./tree.ts";

describe("paths that git ignores", () => {
  it("are written through, counted, and not undoable", () => {
    const ground = testGround();
    mkdirSync(join(ground.root, ".git"));
    spawnSync("git", ["init", "-q"], { cwd: ground.root });
    writeFileSync(join(ground.root, ".gitignore"), "node_modules/\n*.log\n!keep.log\n");
    makeFolder(join(ground.root, "node_modules/a"), 0o755);
    writeFileSync(join(ground.root, "node_modules/a/i.js"), "1");
    writeFileSync(join(ground.root, "x.log"), "1");
    makeFolder(join(ground.upper, "node_modules/a"), 0o755);
    makeFolder(join(ground.upper, "node_modules/b"), 0o755);
    writeFileSync(join(ground.upper, "node_modules/a/i.js"), "22");
    writeFileSync(join(ground.upper, "node_modules/b/i.js"), "22");
    for (const name of ["x.log", "keep.log", "src.js"]) writeFileSync(join(ground.upper, name), "22");
    const commit = prepareCommit(stageOf(ground.upper), ground);
    expect(commit.changes.map((change) => change.path)).toEqual(["keep.log", "src.js"]);
    expect(commit.ignored).toHaveLength(4);
    expect(commit.undo.map((step) => step.path)).toEqual(["keep.log", "src.js"]);
    expect(commit.apply()).toBeUndefined();
    for (const path of ["node_modules/a/i.js", "node_modules/b/i.js", "x.log"])
      expect(readFileSync(join(ground.root, path), "utf8")).toBe("22");
  });

  it("are undoable when they are tracked all the same, and so is a folder that holds one", () => {
    const ground = testGround();
    makeFolder(join(ground.root, "dist/deep"), 0o755);
    for (const name of ["x.log", "y.log", "dist/deep/kept"]) writeFileSync(join(ground.root, name), "1");
    for (const words of [
      ["init", "-q"],
      ["add", "x.log", "dist"],
    ])
      spawnSync("git", words, { cwd: ground.root });
    writeFileSync(join(ground.root, ".gitignore"), "*.log\ndist/\n");
    const entries = ["x.log", "y.log", "dist"].map((path) => ({ path, type: "gone" as const }));
    const { undo, ignored } = prepareCommit(entries, ground);
    expect([undo.map(({ path }) => path), ignored.map(({ path }) => path)]).toEqual([
      ["x.log", "dist"],
      ["y.log"],
    ]);
  });

  it("are kept undoable when a cell has changed the rules", () => {
    const ground = testGround();
    spawnSync("git", ["init", "-q"], { cwd: ground.root });
    writeFileSync(join(ground.root, ".gitignore"), "*\n");
    writeFileSync(join(ground.root, "notes"), "a person's");
    const entries = [{ path: "notes", type: "gone" as const }];
    expect(prepareCommit(entries, ground).ignored).toHaveLength(1);
    const commit = prepareCommit(entries, { ...ground, rulesSince: Date.now() - 60_000 });
    expect(commit.ignored).toEqual([]);
    expect(commit.undo).toHaveLength(1);
  });

  it("a folder replaced by a new one is gone afterwards, and nothing of it is kept", () => {
    const ground = testGround();
    spawnSync("git", ["init", "-q"], { cwd: ground.root });
    writeFileSync(join(ground.root, ".gitignore"), "dist/\n");
    makeFolder(join(ground.root, "dist"), 0o755);
    writeFileSync(join(ground.root, "dist/old"), "1");
    makeFolder(join(ground.upper, "dist"), 0o755);
    writeFileSync(join(ground.upper, "dist/new"), "1");
    const commit = prepareCommit(stageOf(ground.upper, { opaque: ["dist"] }), ground);
    expect(commit.undo).toEqual([]);
    expect(commit.apply()).toBeUndefined();
    expect(tellTree(join(ground.root, "dist"))).toHaveLength(1);
    expect(tellTree(ground.keep).filter((line) => line.includes("file"))).toEqual([]);
  });
});
