/** A commit puts into the workspace exactly what was staged, or nothing. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { prepareCommit } from "../../../src/interface/environment/commit.ts";
import { entriesFromText } from "../../../src/interface/environment/edits.ts";
import { plantAfter, plantBefore, plantStage } from "./nasty.ts";
import { makeFolder, stageOf, tellTree, testGround } from "./tree.ts";

describe("a commit", () => {
  it("makes the nasty tree what the program saw", () => {
    const ground = testGround();
    plantBefore(ground);
    const commit = prepareCommit(plantStage(ground), ground);
    expect(commit.refused).toBeUndefined();
    expect(commit.apply()).toBeUndefined();
    const wanted = testGround();
    plantAfter(wanted);
    expect(tellTree(ground.root)).toEqual(tellTree(wanted.root));
  });

  it("touches nothing while it is planned, and names each change", () => {
    const ground = testGround();
    plantBefore(ground);
    const before = tellTree(ground.root);
    const { changes, undo } = prepareCommit(plantStage(ground), ground);
    expect(tellTree(ground.root)).toEqual(before);
    const kinds = new Map(
      changes.map((change) => [change.path, `${change.before.node} to ${change.after.node}`]),
    );
    expect(kinds.get("becomes-folder")).toBe("file to folder");
    expect(kinds.get("becomes-folder/sub/new")).toBe("absent to file");
    expect(kinds.get("becomes-file")).toBe("folder to file");
    expect(kinds.get("becomes-file/deep/x")).toBe("file to absent");
    expect(kinds.get("remade/old/gone")).toBe("file to absent");
    expect(kinds.get("delete-folder/inner/z")).toBe("file to absent");
    expect(kinds.get("link-becomes-folder/safe")).toBe("absent to file");
    expect(kinds.has("target-folder/safe")).toBe(false);
    expect(undo.filter((step) => step.path.startsWith("becomes-folder"))).toHaveLength(1);
  });

  it("leaves out what was only touched", () => {
    const ground = testGround();
    writeFileSync(join(ground.root, "a"), "same");
    writeFileSync(join(ground.upper, "a"), "same");
    const { changes, undo } = prepareCommit(stageOf(ground.upper), ground);
    expect(changes).toEqual([]);
    expect(undo).toEqual([]);
  });

  it("refuses to overwrite a person's edit between plan and apply, and leaves everything", () => {
    const ground = testGround();
    plantBefore(ground);
    const commit = prepareCommit(plantStage(ground), ground);
    writeFileSync(join(ground.root, "with space"), "a person was here");
    const before = tellTree(ground.root);
    expect(commit.apply()).toBe("with space was changed by someone else meanwhile");
    expect(tellTree(ground.root)).toEqual(before);
  });

  it("refuses when a person edited a file in a folder that it deletes or remakes", () => {
    for (const path of ["delete-folder/inner/z", "remade/old/gone"]) {
      const ground = testGround();
      plantBefore(ground);
      const commit = prepareCommit(plantStage(ground), ground);
      chmodSync(join(ground.root, path), 0o644);
      writeFileSync(join(ground.root, path), "a person was here");
      const before = tellTree(ground.root);
      expect(commit.apply()).toContain(path);
      expect(tellTree(ground.root)).toEqual(before);
    }
  });

  it("refuses when a person changed a path while the command ran", () => {
    const ground = testGround();
    writeFileSync(join(ground.root, "a"), "old");
    writeFileSync(join(ground.upper, "a"), "the program's");
    const commit = prepareCommit(stageOf(ground.upper), { ...ground, since: Date.now() - 60_000 });
    expect(commit.refused).toBe("a was changed by someone else meanwhile");
    expect(commit.apply()).toBe(commit.refused);
    expect(readFileSync(join(ground.root, "a"), "utf8")).toBe("old");
    const later = prepareCommit(stageOf(ground.upper), { ...ground, since: Date.now() + 60_000 });
    expect(later.apply()).toBeUndefined();
  });

  it("does not follow a parent that a person made a link meanwhile", () => {
    const ground = testGround();
    const outside = testGround();
    makeFolder(join(ground.root, "src"), 0o755);
    writeFileSync(join(ground.root, "src/a"), "old");
    makeFolder(join(ground.upper, "src"), 0o755);
    writeFileSync(join(ground.upper, "src/a"), "new");
    writeFileSync(join(outside.root, "a"), "outside");
    const commit = prepareCommit(stageOf(ground.upper), ground);
    renameSync(join(ground.root, "src"), join(ground.root, "moved"));
    symlinkSync(outside.root, join(ground.root, "src"));
    expect(commit.apply()).toBe("src is not the folder it was");
    expect(readFileSync(join(outside.root, "a"), "utf8")).toBe("outside");
  });

  it("never writes through a link, not even when the stage says so", () => {
    const ground = testGround();
    const outside = testGround();
    symlinkSync(outside.root, join(ground.root, "out"));
    writeFileSync(join(ground.upper, "a"), "evil");
    const source = join(ground.upper, "a");
    for (const path of ["out/a", "../a", "/etc/a", "a/../../b", "a//b", "a\0b"]) {
      const commit = prepareCommit([{ path, type: "file", source }], ground);
      expect(commit.apply()).toBeTypeOf("string");
      expect(commit.undo).toEqual([]);
    }
    expect(tellTree(outside.root)).toEqual([]);
    expect(existsSync(join(ground.root, "../a"))).toBe(false);
  });

  it("refuses a pipe, and a file that would run with its owner's rights", () => {
    const ground = testGround();
    spawnSync("mkfifo", [join(ground.upper, "pipe")]);
    expect(prepareCommit(stageOf(ground.upper), ground).apply()).toContain("device, pipe or socket");
    const other = testGround();
    writeFileSync(join(other.upper, "su"), "x");
    chmodSync(join(other.upper, "su"), 0o4755);
    expect(prepareCommit(stageOf(other.upper), other).apply()).toContain("setuid");
    expect(tellTree(other.root)).toEqual([]);
  });

  it("takes back what it did when the file system fails halfway", () => {
    const ground = testGround();
    plantBefore(ground);
    const before = tellTree(ground.root);
    const commit = prepareCommit(plantStage(ground), ground);
    renameSync(join(ground.upper, "with space"), join(ground.upper, "lost"));
    expect(() => commit.apply()).toThrow("could not be written");
    expect(tellTree(ground.root)).toEqual(before);
  });

  it("moves a new folder as a whole", () => {
    const ground = testGround();
    makeFolder(join(ground.upper, "new/deep"), 0o755);
    for (let index = 0; index < 50; index += 1)
      writeFileSync(join(ground.upper, `new/deep/${index}`), `${index}`);
    const { ino } = lstatSync(join(ground.upper, "new"));
    const commit = prepareCommit(stageOf(ground.upper), ground);
    expect(commit.undo).toEqual([{ type: "made", path: "new" }]);
    expect(commit.changes).toHaveLength(52);
    expect(commit.apply()).toBeUndefined();
    expect(lstatSync(join(ground.root, "new")).ino).toBe(ino);
  });

  it("leaves deletions out of a new folder that has them", () => {
    const ground = testGround();
    makeFolder(join(ground.upper, "new"), 0o755);
    writeFileSync(join(ground.upper, "new/a"), "a");
    writeFileSync(join(ground.upper, "new/whiteout"), "");
    const entries = stageOf(ground.upper).map((entry) =>
      entry.path === "new/whiteout" ? { path: entry.path, type: "gone" as const } : entry,
    );
    expect(prepareCommit(entries, ground).apply()).toBeUndefined();
    expect(tellTree(ground.root).map((line) => line.split(" ")[0])).toEqual(["new", "new/a"]);
  });

  it("crosses from one file system to another", () => {
    const ground = testGround();
    const far = testGround("/dev/shm");
    plantBefore(ground);
    const stage = plantStage({ ...ground, upper: far.upper });
    const commit = prepareCommit(stage, { root: ground.root, keep: far.keep });
    expect(commit.apply()).toBeUndefined();
    const wanted = testGround();
    plantAfter(wanted);
    expect(tellTree(ground.root)).toEqual(tellTree(wanted.root));
  });
});

describe("entries made from text", () => {
  it("write, create with their folders, keep modes and delete", () => {
    const ground = testGround();
    writeFileSync(join(ground.root, "run"), "old");
    chmodSync(join(ground.root, "run"), 0o755);
    writeFileSync(join(ground.root, "old"), "old");
    const edits = [
      { path: "run", text: "new" },
      { path: "a/b/c.txt", text: "deep" },
      { path: "a/b/d.bin", text: Buffer.from([0, 1]) },
      { path: "old", text: null },
    ];
    const commit = prepareCommit(
      entriesFromText(edits, { root: ground.root, scratch: ground.upper }),
      ground,
    );
    expect(commit.apply()).toBeUndefined();
    const lines = tellTree(ground.root).map((line) => line.split(" ").slice(0, 4).join(" "));
    expect(lines).toEqual([
      "a folder 755",
      "a/b folder 755",
      "a/b/c.txt file 644 4",
      "a/b/d.bin file 644 2",
      "run file 755 3",
    ]);
  });
});
