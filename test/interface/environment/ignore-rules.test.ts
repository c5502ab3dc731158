/** What is told without git never says no where git says yes. */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { array, assert, constantFrom, property, record, uniqueArray } from "fast-check";
import { expect, test } from "vitest";
import { askGit } from "../../../src/interface/environment/git.ts";
import { mightIgnore } from "../../../src/interface/environment/ignore-rules.ts";
import { testGround } from "./tree.ts";

const names = ["a", "b", "ab", "a.log", ".env", "x y", "dist", "*"] as const;
const patterns = [
  "a",
  "/a",
  "a/",
  "a/b",
  "/a/b/",
  "*.log",
  "a*",
  "*b",
  "?",
  "**",
  "**/b",
  "a/**",
  "a/**/b",
  "!a",
  "#a",
  "[ab]",
  "\\*",
  "dist/*",
  ".*",
  "*.*",
  "x y",
  "x\\ y",
  "b  ",
  "",
  "*/b",
  "a?",
  "{a,b}",
  "**/dist/**",
] as const;

test("for any rules in any folder", () => {
  const { root } = testGround();
  spawnSync("git", ["init", "-q"], { cwd: root });
  const folders = ["", "a/", "dist/"];
  for (const folder of folders) mkdirSync(join(root, folder), { recursive: true });
  const paths = array(constantFrom(...names), { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));
  const rules = array(constantFrom(...patterns), { maxLength: 3 }).map((lines) => `${lines.join("\n")}\n`);
  const given = record({
    own: rules,
    top: rules,
    below: rules,
    paths: uniqueArray(paths, { minLength: 1, maxLength: 12 }),
  });
  assert(
    property(given, ({ own, top, below, paths: asked }) => {
      writeFileSync(join(root, ".git/info/exclude"), own);
      writeFileSync(join(root, ".gitignore"), top);
      for (const folder of ["a", "dist"]) writeFileSync(join(root, folder, ".gitignore"), below);
      const might = mightIgnore(root);
      const { output } = askGit(root, ["check-ignore", "--no-index", "--stdin", "-z"], {
        input: asked.map((each) => `./${each}\0`).join(""),
      });
      const ignored = output.split("\0").flatMap((each) => (each === "" ? [] : [each.slice(2)]));
      expect(ignored.filter((each) => !might(each))).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

test("a plain source file is known not to be ignored, and a worktree is git's to tell", () => {
  const { root } = testGround();
  spawnSync("git", ["init", "-q"], { cwd: root });
  mkdirSync(join(root, "packages/deep"), { recursive: true });
  writeFileSync(join(root, ".gitignore"), "node_modules/\n*.log\ndist/**\n!keep\n# note\n");
  const might = mightIgnore(join(root, "packages"));
  expect(["deep/a.ts", "a.log", "dist/x", "node_modules", "keep"].map(might)).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
  const other = join(root, "other");
  mkdirSync(other);
  writeFileSync(join(other, ".git"), "gitdir: ../.git\n");
  expect(mightIgnore(other)("a.ts")).toBe(true);
});
