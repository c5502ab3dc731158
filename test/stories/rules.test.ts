/** What rules hold and what they open, in whole runs: ignored files, reading, git's history. */
import { execFileSync } from "node:child_process";
import { existsSync, symlinkSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { tellTree } from "../interface/environment/tree.ts";
import { makeScene, sumProject } from "./scene.ts";

test("what a rule forbids to read is hidden from programs too, however they name it", async () => {
  const scene = makeScene({ ...sumProject, "private/deep/plan.md": "hunter2\n", "a/notes.txt": "hunter2\n" });
  symlinkSync("private/deep", path.join(scene.root, "door"));
  const model = scene.script([
    {
      cells: [
        {
          language: "py",
          code: "import glob\nfor f in glob.glob('*/**', recursive=True): print(f, open(f).read())",
        },
        { language: "sh", code: "cat priv*/*/* a/n*; grep -r hunter . ; tar c . | strings | grep hunter" },
        { language: "ts", code: "(await import('node:fs')).readFileSync('a/' + 'notes.txt', 'utf8')" },
        { language: "ts", code: "await files.read('private/deep/plan.md').catch((error) => error.message)" },
        { language: "ts", code: "await files.read('door/plan.md').catch((error) => error.message)" },
      ],
    },
    { text: "I could not." },
  ]);
  const { result } = await scene.run(
    "x",
    "--model",
    model,
    "--disallowedTools",
    "Read(private/**),Read(notes.txt)",
  );
  const { stdout } = await scene.tackle("show", String(result["session_id"]), "--output-format", "json");
  expect(stdout).not.toContain("hunter2");
  expect(stdout).toContain("door/plan.md is not shown: a rule denies reading it");
  expect(stdout).toContain("the rule Read(private/**) forbids reading private/deep/plan.md");
});

test("what git ignores cannot be written past a rule", async () => {
  const scene = makeScene({ ...sumProject, ".gitignore": "dist/\n*.log\n" });
  const model = scene.script([
    { cells: [{ language: "sh", code: "echo x > a.log" }] },
    { cells: [{ language: "py", code: "import os\nos.makedirs('dist')\nopen('dist/x', 'w')" }] },
    { cells: [{ language: "sh", code: "echo x > fine.log.txt" }] },
    { text: "that was it" },
  ]);
  const { result } = await scene.run("x", "--model", model, "--disallowedTools", "Edit(*.log),Edit(dist/**)");
  expect(result["permission_denials"]).toMatchObject([
    { tool_name: "Edit", tool_input: { files: "a.log" } },
    { tool_name: "Edit", tool_input: { files: "dist, dist/x" } },
  ]);
  expect(existsSync(path.join(scene.root, "a.log"))).toBe(false);
  expect(existsSync(path.join(scene.root, "dist"))).toBe(false);
  expect(existsSync(path.join(scene.root, "fine.log.txt"))).toBe(true);
});

test("a commit is refused when nobody is there, made when a rule for git's own command allows it, and undone with the rest", async () => {
  const scene = makeScene(sumProject);
  const model = scene.script([
    { cells: [{ language: "ts", code: 'await files.edit("sum.js", "a - b", "a + b")' }] },
    { cells: [{ language: "sh", code: "git add -A && git commit -qm mended" }] },
    { cells: [{ language: "ts", code: 'await done("sum adds")' }] },
  ]);
  execFileSync("git", ["-C", scene.root, "config", "user.name", "story"]);
  execFileSync("git", ["-C", scene.root, "config", "user.email", "story@example.invalid"]);
  const log = (): string =>
    execFileSync("git", ["-C", scene.root, "log", "--format=%s"], { encoding: "utf8" });
  // Objects stay: a person may have built on them.
  const tell = (): readonly string[] => tellTree(scene.root).filter((line) => !line.includes(".git/objects"));
  const before = tell();
  expect((await scene.run("x", "--model", model)).result["stop_reason"]).toBe("verified");
  expect(log()).toBe("start\n");
  await scene.tackle("undo");
  const rules = "Bash(git add *),Bash(git commit *)";
  const { exit, result } = await scene.run("x", "--model", model, "--allowedTools", rules);
  expect({ exit, reason: result["stop_reason"] }).toEqual({ exit: 0, reason: "verified" });
  expect(log()).toBe("mended\nstart\n");
  expect(execFileSync("git", ["-C", scene.root, "status", "--short"], { encoding: "utf8" })).toBe("");
  expect(await scene.tackle("undo")).toMatchObject({ exit: 0, stderr: "" });
  expect(tell()).toEqual(before);
  expect(log()).toBe("start\n");
});

test("what a person has built with git on a session's commit stays whole when the session is undone", async () => {
  const scene = makeScene(sumProject);
  const git = (...words: readonly string[]): string =>
    execFileSync(
      "git",
      ["-C", scene.root, "-c", "user.name=me", "-c", "user.email=me@example.invalid", ...words],
      {
        encoding: "utf8",
      },
    );
  git("config", "user.name", "story");
  git("config", "user.email", "story@example.invalid");
  const model = scene.script([
    { cells: [{ language: "sh", code: "echo theirs > new.txt; git add -A && git commit -qm theirs" }] },
    { text: "that was it" },
  ]);
  await scene.run("x", "--model", model, "--allowedTools", "Bash(git *),Bash(echo *)");
  scene.write("mine.txt", "mine\n");
  git("add", "mine.txt");
  git("commit", "-qm", "mine");
  const { exit, stdout } = await scene.tackle("undo");
  expect(exit).toBe(3);
  expect(stdout).toContain("left as it is .git/refs/heads");
  expect(git("log", "--format=%s")).toBe("mine\ntheirs\nstart\n");
  expect(() => git("fsck", "--strict")).not.toThrow();
  expect(git("status", "--short")).toBe(" D new.txt\n");
});
