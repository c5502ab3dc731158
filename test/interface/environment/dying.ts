/** A program for undo.test.ts: commits or reverts, and is killed before its n-th change to the file system. */
import fs, { readFileSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";

const [work, count, root = "", keep = "", upper = ""] = process.argv.slice(2);
const record = join(upper, "../record.json");
let left = Number(count);

function killing<A extends readonly unknown[], R>(call: (...given: A) => R): (...given: A) => R {
  return (...given) => {
    left -= 1;
    if (left <= 0) process.kill(process.pid, "SIGKILL");
    return call(...given);
  };
}

const { prepareCommit } = await import("../../../src/interface/environment/commit.ts");
const { revertCommit } = await import("../../../src/interface/environment/undo.ts");
const { plantStage } = await import("./nasty.ts");

function arm(): void {
  const {
    renameSync,
    mkdirSync,
    chmodSync,
    symlinkSync,
    copyFileSync,
    writeFileSync: write,
    rmSync,
    utimesSync,
    lchownSync,
  } = fs;
  Object.assign(fs, {
    renameSync: killing(renameSync),
    mkdirSync: killing(mkdirSync),
    chmodSync: killing(chmodSync),
    symlinkSync: killing(symlinkSync),
    copyFileSync: killing(copyFileSync),
    writeFileSync: killing(write),
    rmSync: killing(rmSync),
    utimesSync: killing(utimesSync),
    lchownSync: killing(lchownSync),
  });
  syncBuiltinESMExports();
}

if (work === "commit") {
  const commit = prepareCommit(plantStage({ root, keep, upper }), { root, keep });
  writeFileSync(record, JSON.stringify({ undo: commit.undo, changes: commit.changes }));
  arm();
  const conflict = commit.apply();
  if (conflict !== undefined) throw new Error(conflict);
} else {
  const { undo, changes } = JSON.parse(readFileSync(record, "utf8"));
  arm();
  revertCommit(undo, { root, keep, changes });
}
