/** A workspace gives what is in it, and nothing that is not. */
import { spawnSync } from "node:child_process";
import { mkdirSync, realpathSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Fault } from "../../../src/core/fault.ts";
import { openWorkspace } from "../../../src/interface/environment/workspace.ts";
import { testGround } from "./tree.ts";

function opened(): {
  readonly workspace: ReturnType<typeof openWorkspace>;
  readonly root: string;
  readonly outside: string;
} {
  const { root, keep } = testGround();
  mkdirSync(join(root, "src"));
  writeFileSync(join(root, "src/a.ts"), "export {};\n");
  writeFileSync(join(keep, "secret"), "secret");
  return { workspace: openWorkspace(root), root: realpathSync(root), outside: realpathSync(keep) };
}

describe("a path in a workspace", () => {
  it("is taken relative, absolute, and through links that stay inside", () => {
    const { workspace, root } = opened();
    symlinkSync("src", join(root, "alias"));
    symlinkSync("src/new.ts", join(root, "dangling"));
    symlinkSync(root, join(root, "../alias-of-root"));
    const asked = [
      "src/a.ts",
      "./src//a.ts",
      "src/../src/a.ts",
      join(root, "src/a.ts"),
      "alias/a.ts",
      join(root, "../alias-of-root/src/a.ts"),
    ];
    for (const path of asked) expect([path, workspace.resolve(path)]).toEqual([path, "src/a.ts"]);
    expect(workspace.resolve("dangling")).toBe("src/new.ts");
    expect(workspace.resolve("not/there/yet")).toBe("not/there/yet");
    expect(workspace.resolve(".")).toBe(".");
    expect(workspace.resolve("..dots/...")).toBe("..dots/...");
  });

  it("is refused when it leads out, by name or by link", () => {
    const { workspace, root, outside } = opened();
    symlinkSync(outside, join(root, "out"));
    symlinkSync(join(outside, "not-yet"), join(root, "dangling-out"));
    symlinkSync("../..", join(root, "src/up"));
    symlinkSync("loop", join(root, "loop"));
    const asked = [
      "..",
      "../keep/secret",
      "src/../../keep",
      "/etc/passwd",
      `${root}-other/x`,
      "out/secret",
      "out/new",
      "dangling-out",
      "src/up/x",
    ];
    for (const path of asked) expect(() => workspace.resolve(path)).toThrow("outside the workspace");
    expect(() => workspace.read("out/secret")).toThrow("outside the workspace");
    expect(() => workspace.list("out")).toThrow("outside the workspace");
    expect(() => workspace.resolve("a\0b")).toThrow("NUL");
    expect(() => workspace.resolve("loop/x")).toThrow("circles");
  });
});

describe("reading a file", () => {
  it("gives its text, or says in a line why not", () => {
    const { workspace, root } = opened();
    expect(workspace.read("src/a.ts")).toBe("export {};\n");
    writeFileSync(join(root, "binary"), Buffer.from([65, 0, 66]));
    writeFileSync(join(root, "latin"), Buffer.from([0xe9, 0x0a]));
    writeFileSync(join(root, "large"), "");
    truncateSync(join(root, "large"), 11 * 1024 * 1024);
    spawnSync("mkfifo", [join(root, "pipe")]);
    const said: readonly (readonly [string, string])[] = [
      ["nothing", "there is no file nothing"],
      ["src", "src is a folder"],
      ["binary", "binary is binary"],
      ["latin", "latin is not UTF-8 text"],
      ["large", "large is too large"],
      ["pipe", "pipe is not a file"],
      ["src/a.ts/x", "there is no file"],
    ];
    for (const [path, words] of said) expect(() => workspace.read(path)).toThrow(words);
  });
});

describe("the version of a path", () => {
  it("tells files, folders, links and nothing apart, without following a last link", () => {
    const { workspace, root } = opened();
    symlinkSync("src/a.ts", join(root, "link"));
    expect(workspace.version("src/a.ts")).toMatchObject({ node: "file", size: 11 });
    expect(workspace.version("src")).toMatchObject({ node: "folder" });
    expect(workspace.version(".")).toMatchObject({ node: "folder" });
    expect(workspace.version("link")).toEqual({ node: "link", target: "src/a.ts" });
    expect(workspace.version("none/at/all")).toEqual({ node: "absent" });
    expect(() => workspace.version("../keep/secret")).toThrow("outside");
  });
});

describe("a listing", () => {
  it("leaves out what git ignores, deleted files, and other folders", () => {
    const { workspace, root } = opened();
    writeFileSync(join(root, "b"), "b");
    expect(workspace.list().paths).toEqual(["b", "src/a.ts"]);
    spawnSync("git", ["init", "-q"], { cwd: root });
    writeFileSync(join(root, ".gitignore"), "*.log\n");
    writeFileSync(join(root, "x.log"), "x");
    writeFileSync(join(root, "src/with\nnewline ü"), "x");
    expect(workspace.list()).toEqual({
      paths: [".gitignore", "b", "src/a.ts", "src/with\nnewline ü"],
      more: false,
    });
    expect(workspace.list("src").paths).toEqual(["src/a.ts", "src/with\nnewline ü"]);
    expect(() => workspace.list("nothing")).toThrow("there is no folder");
  });
});

describe("opening a workspace", () => {
  it("fails in one line when there is none", () => {
    const { root } = testGround();
    writeFileSync(join(root, "file"), "");
    const said = ["nothing", "file", "file/below"].map((name) => {
      try {
        return openWorkspace(join(root, name)).root;
      } catch (error) {
        return error instanceof Fault ? error.code : String(error);
      }
    });
    expect(said).toEqual(["workspace_failed", "workspace_failed", "workspace_failed"]);
  });
});
