/** The commit that HEAD is at, as git itself would say. */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readHead } from "../../../src/interface/environment/head.ts";
import { testGround } from "./tree.ts";

function git(root: string, ...words: readonly string[]): string {
  const identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"];
  return execFileSync("/usr/bin/git", [...identity, ...words], {
    cwd: root,
    encoding: "utf8",
    stdio: "pipe",
  }).trim();
}

function repository(): { readonly root: string; readonly commit: string } {
  const { root } = testGround();
  git(root, "init", "-q");
  writeFileSync(join(root, "a.txt"), "a\n");
  git(root, "add", ".");
  git(root, "commit", "-qm", "first");
  return { root, commit: git(root, "rev-parse", "HEAD") };
}

test("a branch is followed to its commit, from a folder below too", () => {
  const { root, commit } = repository();
  mkdirSync(join(root, "sub"));
  expect(readHead(root)).toBe(commit);
  expect(readHead(join(root, "sub"))).toBe(commit);
});

test("packed references, a detached HEAD and a worktree are understood", () => {
  const { root, commit } = repository();
  git(root, "pack-refs", "--all");
  expect(readHead(root)).toBe(commit);
  git(root, "worktree", "add", "-q", join(root, "tree"), "-b", "other");
  expect(readHead(join(root, "tree"))).toBe(commit);
  git(root, "checkout", "-q", "--detach");
  expect(readHead(root)).toBe(commit);
});

test("outside git, before the first commit and with a HEAD that climbs there is none", () => {
  const { root } = testGround();
  expect(readHead(root)).toBeUndefined();
  git(root, "init", "-q");
  expect(readHead(root)).toBeUndefined();
  writeFileSync(join(root, ".git/HEAD"), "ref: refs/../../../../../../etc/hostname\n");
  expect(readHead(root)).toBeUndefined();
});
