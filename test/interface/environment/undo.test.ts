/** A revert gives back exactly what was there before, from wherever a crash left it, and destroys nobody's work. */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { prepareCommit } from "../../../src/interface/environment/commit.ts";
import { revertCommit } from "../../../src/interface/environment/undo.ts";
import { plantBefore, plantStage } from "./nasty.ts";
import { makeFolder, stageOf, tellTree, testGround, type Ground } from "./tree.ts";

const exact = { links: true };

describe("a revert", () => {
  it("restores type, mode, size, link target, hard links and bytes of the nasty tree", () => {
    const ground = testGround();
    plantBefore(ground);
    const before = tellTree(ground.root, exact);
    const commit = prepareCommit(plantStage(ground), ground);
    commit.apply();
    expect(revertCommit(commit.undo, { ...ground, changes: commit.changes })).toEqual([]);
    expect(tellTree(ground.root, exact)).toEqual(before);
  });

  it("restores it across file systems too", () => {
    const ground = testGround();
    const far = testGround("/dev/shm");
    plantBefore(ground);
    const before = tellTree(ground.root);
    const commit = prepareCommit(plantStage(ground), { root: ground.root, keep: far.keep });
    expect(commit.apply()).toBeUndefined();
    expect(revertCommit(commit.undo, { root: ground.root, keep: far.keep, changes: commit.changes })).toEqual(
      [],
    );
    expect(tellTree(ground.root)).toEqual(before);
  });

  it("done twice is as good as once, and of what never happened it is nothing", () => {
    const ground = testGround();
    plantBefore(ground);
    const before = tellTree(ground.root, exact);
    const commit = prepareCommit(plantStage(ground), ground);
    const options = { ...ground, changes: commit.changes };
    expect(revertCommit(commit.undo, options)).toEqual([]);
    expect(tellTree(ground.root, exact)).toEqual(before);
    commit.apply();
    revertCommit(commit.undo, options);
    expect(revertCommit(commit.undo, options)).toEqual([]);
    expect(tellTree(ground.root, exact)).toEqual(before);
  });

  it("takes several commits back in turn", () => {
    const ground = testGround();
    writeFileSync(join(ground.root, "a"), "0");
    const before = tellTree(ground.root);
    const commits = [1, 2, 3].map((number) => {
      writeFileSync(join(ground.upper, "a"), `${number}`);
      makeFolder(join(ground.upper, `f${number}`), 0o755);
      const commit = prepareCommit(stageOf(ground.upper), ground);
      expect(commit.apply()).toBeUndefined();
      return commit;
    });
    for (const { undo, changes } of commits.toReversed())
      expect(revertCommit(undo, { ...ground, changes })).toEqual([]);
    expect(tellTree(ground.root)).toEqual(before);
  });

  it("leaves a file alone that a person edited afterwards", () => {
    const ground = testGround();
    writeFileSync(join(ground.root, "a"), "old");
    writeFileSync(join(ground.root, "b"), "old");
    for (const name of ["a", "b", "new"]) writeFileSync(join(ground.upper, name), "the cell's");
    const commit = prepareCommit(stageOf(ground.upper), ground);
    commit.apply();
    for (const name of ["a", "new"]) writeFileSync(join(ground.root, name), "a person's");
    const conflicts = revertCommit(commit.undo, { ...ground, changes: commit.changes });
    expect(conflicts.map((conflict) => conflict.path).toSorted()).toEqual(["a", "new"]);
    const texts = ["a", "b", "new"].map((name) => readFileSync(join(ground.root, name), "utf8"));
    expect(texts).toEqual(["a person's", "old", "a person's"]);
  });

  it("leaves a new folder alone in which a person put a file", () => {
    const ground = testGround();
    makeFolder(join(ground.upper, "new"), 0o755);
    writeFileSync(join(ground.upper, "new/cell"), "1");
    const commit = prepareCommit(stageOf(ground.upper), ground);
    commit.apply();
    writeFileSync(join(ground.root, "new/person"), "1");
    const conflicts = revertCommit(commit.undo, { ...ground, changes: commit.changes });
    expect(conflicts.map((conflict) => conflict.path)).toEqual(["new/person"]);
    expect(existsSync(join(ground.root, "new/person"))).toBe(true);
  });

  it("says so when the before-images are gone", () => {
    const ground = testGround();
    for (const name of ["a", "b"]) writeFileSync(join(ground.root, name), "old");
    writeFileSync(join(ground.upper, "a"), "new");
    const commit = prepareCommit(stageOf(ground.upper, { gone: ["b"] }), ground);
    commit.apply();
    rmSync(ground.keep, { recursive: true });
    const conflicts = revertCommit(commit.undo, { ...ground, changes: commit.changes });
    expect(conflicts.map((conflict) => conflict.path).toSorted()).toEqual(["a", "b"]);
    expect(readFileSync(join(ground.root, "a"), "utf8")).toBe("new");
  });

  it("does not overwrite what a person put where a file was deleted", () => {
    const ground = testGround();
    writeFileSync(join(ground.root, "a"), "old");
    const commit = prepareCommit([{ path: "a", type: "gone" }], ground);
    commit.apply();
    writeFileSync(join(ground.root, "a"), "a person's");
    expect(revertCommit(commit.undo, { ...ground, changes: commit.changes })).toHaveLength(1);
    expect(readFileSync(join(ground.root, "a"), "utf8")).toBe("a person's");
  });
});

/** Runs a commit or revert in a child that is killed before its n-th change to the file system; true when it was. */
async function diesAt(
  count: number,
  work: "commit" | "revert",
  ground: Ground,
  keep = ground.keep,
): Promise<boolean> {
  const child = spawn(
    process.execPath,
    [
      fileURLToPath(new URL("./dying.ts", import.meta.url)),
      work,
      String(count),
      ground.root,
      keep,
      ground.upper,
    ],
    {
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  const [, signal] = await once(child, "exit");
  return signal === "SIGKILL";
}

interface Record {
  readonly undo: Parameters<typeof revertCommit>[0];
  readonly changes: Parameters<typeof revertCommit>[1]["changes"];
}

function recorded(ground: Ground): Record {
  return JSON.parse(readFileSync(join(ground.upper, "../record.json"), "utf8"));
}

describe("a crash", () => {
  it.each([
    ["on one file system", undefined],
    ["between two file systems", "/dev/shm"],
  ])("before any change of a commit leaves what a revert makes the exact start, %s", async (_, far) => {
    let killed = true;
    for (let count = 1; killed; count += far === undefined ? 2 : 9) {
      const ground = testGround();
      const keep = far === undefined ? ground.keep : testGround(far).keep;
      plantBefore(ground);
      const before = tellTree(ground.root, { links: far === undefined });
      killed = await diesAt(count, "commit", ground, keep);
      const { undo, changes } = recorded(ground);
      expect({ count, left: revertCommit(undo, { root: ground.root, keep, changes }) }).toEqual({
        count,
        left: [],
      });
      expect({ count, tree: tellTree(ground.root, { links: far === undefined }) }).toEqual({
        count,
        tree: before,
      });
      expect(count).toBeLessThan(1000);
    }
  });

  it("before any change of a revert leaves what another revert makes the exact start", async () => {
    let killed = true;
    for (let count = 1; killed; count += 5) {
      const ground = testGround();
      plantBefore(ground);
      const before = tellTree(ground.root, exact);
      expect(await diesAt(1_000_000, "commit", ground)).toBe(false);
      killed = await diesAt(count, "revert", ground);
      const { undo, changes } = recorded(ground);
      expect(revertCommit(undo, { ...ground, changes })).toEqual([]);
      expect({ count, tree: tellTree(ground.root, exact) }).toEqual({ count, tree: before });
      expect(count).toBeLessThan(1000);
    }
  });
});
