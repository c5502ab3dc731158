/** The host's git tells the truth about a repository and runs nothing of it. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { diffText } from "../../../src/interface/environment/difference.ts";
import { askGit, listTracked } from "../../../src/interface/environment/git.ts";
import { readHead } from "../../../src/interface/environment/head.ts";
import { ignoredPaths } from "../../../src/interface/environment/ignored.ts";
import { testGround } from "./tree.ts";

const identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"];

function git(root: string, ...words: readonly string[]): string {
  return execFileSync("/usr/bin/git", [...identity, ...words], {
    cwd: root,
    encoding: "utf8",
    stdio: "pipe",
  });
}

function repository(): string {
  const { root } = testGround();
  git(root, "init", "-q");
  writeFileSync(join(root, "a.txt"), "a\n");
  writeFileSync(join(root, "b.dat"), "b\n");
  git(root, "add", ".");
  git(root, "commit", "-qm", "first");
  return root;
}

describe("git's ignore rules", () => {
  it("know folders that are not there yet, odd names, and nested rules", () => {
    const root = repository();
    writeFileSync(join(root, ".gitignore"), "build/\n*.dat\n:odd\nwith\\nnewline*\n");
    mkdirSync(join(root, "sub"));
    writeFileSync(join(root, "sub/.gitignore"), "!keep.dat\n/local\n");
    const asked = [
      { path: "build", type: "folder" as const },
      { path: "build/x", type: "file" as const },
      { path: "sub/build", type: "file" as const },
      { path: "b.dat", type: "file" as const },
      { path: "c.dat", type: "file" as const },
      { path: ":odd", type: "file" as const },
      { path: "sub/keep.dat", type: "file" as const },
      { path: "sub/local", type: "file" as const },
      { path: "*", type: "file" as const },
    ];
    expect([...ignoredPaths(root, asked)]).toEqual(["build", "build/x", "c.dat", ":odd", "sub/local"]);
  });

  it("still hold for the others when one path lies beyond a link", () => {
    const root = repository();
    writeFileSync(join(root, ".gitignore"), "*.log\n");
    symlinkSync("/tmp", join(root, "link"));
    const asked = ["link/x", "y.log", ".git/config"].map((path) => ({ path, type: "file" as const }));
    expect([...ignoredPaths(root, asked)]).toEqual(["y.log"]);
  });

  it("are not asked for outside git", () => {
    expect(ignoredPaths(testGround().root, [{ path: "a", type: "file" }]).size).toBe(0);
  });
});

describe("a hostile repository", () => {
  it("runs nothing, whatever its configuration names", () => {
    const { root, keep } = testGround();
    const canary = join(keep, "canary.sh");
    const marks = join(keep, "marks");
    mkdirSync(marks);
    writeFileSync(canary, `#!/bin/sh\ntouch ${marks}/$$\ncat\n`);
    chmodSync(canary, 0o755);
    git(root, "init", "-q");
    const submodule = testGround().root;
    git(submodule, "init", "-q");
    writeFileSync(join(submodule, "s"), "s\n");
    git(submodule, "add", ".");
    git(submodule, "commit", "-qm", "s");
    git(root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", submodule, "sub");
    writeFileSync(join(root, ".gitattributes"), "* filter=evil diff=evil\n*.Odd filter=Ev.il\\ name\n");
    writeFileSync(join(root, "a.txt"), "a\n");
    writeFileSync(join(root, "b.odd"), "b\n");
    git(root, "add", ".");
    git(root, "commit", "-qm", "first");
    const included = join(keep, "included");
    writeFileSync(included, `[core]\n\tfsmonitor = ${canary}\n[filter "inc"]\n\tclean = ${canary}\n`);
    const config: readonly (readonly [string, string])[] = [
      ["core.fsmonitor", canary],
      ["core.sshCommand", canary],
      ["core.hooksPath", keep],
      ["core.pager", canary],
      ["core.editor", canary],
      ["core.askPass", canary],
      ["core.gitProxy", canary],
      ["core.alternateRefsCommand", canary],
      ["diff.external", canary],
      ["diff.evil.command", canary],
      ["diff.evil.textconv", canary],
      ["filter.evil.clean", canary],
      ["filter.evil.smudge", canary],
      ["filter.evil.process", canary],
      ["filter.evil.required", "true"],
      ["filter.Ev.il name.clean", canary],
      ["alias.status", `!${canary}`],
      ["alias.ls-files", `!${canary}`],
      ["alias.check-ignore", `!${canary}`],
      ["alias.rev-parse", `!${canary}`],
      ["credential.helper", `!${canary}`],
      ["gpg.program", canary],
      ["includeIf.gitdir:/.path", included],
      ["include.path", included],
      ["extensions.partialClone", "origin"],
      ["remote.origin.promisor", "true"],
      ["remote.origin.url", `ext::${canary}`],
      ["remote.origin.uploadpack", canary],
      ["protocol.ext.allow", "always"],
      ["protocol.allow", "always"],
      ["status.submoduleSummary", "true"],
      ["submodule.recurse", "true"],
    ];
    git(root, "config", "core.repositoryformatversion", "1");
    for (const [name, value] of config) git(root, "config", name, value);
    for (const hook of ["post-index-change", "fsmonitor-watchman", "pre-commit"]) {
      for (const folder of [keep, join(root, ".git/hooks")]) {
        writeFileSync(join(folder, hook), `#!/bin/sh\ntouch ${marks}/hook\n`);
        chmodSync(join(folder, hook), 0o755);
      }
    }
    git(join(root, "sub"), "config", "core.fsmonitor", canary);
    git(join(root, "sub"), "config", "filter.inner.clean", canary);
    writeFileSync(join(root, "sub/.gitattributes"), "* filter=inner\n");
    writeFileSync(join(root, "sub/s"), "changed\n");
    // Programs named like git's, where a careless PATH would find them.
    for (const name of ["git", "sh", "cat"]) symlinkSync(canary, join(root, name));
    writeFileSync(join(root, "a.txt"), "b\n");

    expect(readHead(root)).toMatch(/^[0-9a-f]{40}$/);
    expect(listTracked(root, ".")).toContain("a.txt");
    ignoredPaths(root, [{ path: "a.txt", type: "file" }]);
    askGit(root, ["cat-file", "-p", "0123456789012345678901234567890123456789"]);
    expect(readdirSync(marks)).toEqual([]);

    // The same repository does run its canary for a git that is not careful: the trap is a real one.
    spawnSync("/usr/bin/git", ["status"], { cwd: root, input: "" });
    expect(readdirSync(marks).length).toBeGreaterThan(0);
  });

  it("does not hang on a pipe where a file of rules should be", () => {
    const root = repository();
    spawnSync("mkfifo", [join(root, ".gitignore")]);
    expect(ignoredPaths(root, [{ path: "x", type: "file" }]).size).toBe(0);
    expect(existsSync(root)).toBe(true);
  }, 15_000);
});

describe("a diff for people", () => {
  const file = (text: string, mode = 0o644) => ({ node: "file" as const, mode, size: text.length });
  const bytes = (text: string | undefined) => () => (text === undefined ? undefined : Buffer.from(text));

  it("shows lines of text, and tells the rest in a line", async () => {
    const change = { path: "a", before: file("one\ntwo\n"), after: file("one\nTWO\n", 0o755) };
    const text = await diffText([change], bytes("one\ntwo\n"), bytes("one\nTWO\n"));
    expect(text).toContain("changed a (mode 644 to 755)");
    expect(text).toContain("-two\n+TWO\n");
    expect(await diffText([change], bytes("\0"), bytes("x"))).toContain("not shown");
    expect(await diffText([change], bytes(undefined), bytes("x"))).toContain("not shown");
    const link = {
      path: "l",
      before: { node: "absent" as const },
      after: { node: "link" as const, target: "a" },
    };
    expect(await diffText([link], bytes(""), bytes(""))).toBe("added l (absent to link to a)\n");
  });
});
