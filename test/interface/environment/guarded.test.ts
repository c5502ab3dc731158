/** Which paths are guarded, and which only look like it. */
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { guardOf } from "../../../src/interface/environment/guarded.ts";
import { matchesAny } from "../../../src/interface/environment/globs.ts";
import { forbiddenToRead } from "../../../src/mechanisms/control/permission/forbidden.ts";
import { findSecrets } from "../../../src/interface/environment/secrets.ts";
import { testGround } from "./tree.ts";

const kindOf = (file: string): string => {
  const guard = guardOf(file);
  if (guard?.type !== "obeyed") return guard?.type ?? "free";
  return guard.forbidden ? "forbidden" : "asked";
};

test.each([
  ["forbidden", ".git/config"],
  ["forbidden", ".git/hooks/pre-commit"],
  ["forbidden", "sub/.GIT/Config"],
  ["forbidden", ".git/config.worktree"],
  ["forbidden", ".git/info/attributes"],
  ["forbidden", ".git/objects/info/alternates"],
  ["forbidden", ".git/commondir"],
  ["forbidden", ".git/modules/refs/config"],
  ["forbidden", ".git/modules/a/b/hooks/update"],
  ["forbidden", ".git/worktrees/w/commondir"],
  ["forbidden", "node_modules/x/.git/config"],
  ["asked", ".git"],
  ["asked", ".git/HEAD"],
  ["asked", ".git/refs/heads/config"],
  ["asked", ".git/objects/ab/cdef"],
  ["asked", ".tackle/settings.json"],
  ["asked", "deep/er/.vscode/tasks.json"],
  ["asked", ".npmrc"],
  ["asked", ".cargo/config.toml"],
  ["asked", ".gitconfig"],
  ["forbidden", ".git/rebase-merge/git-rebase-todo"],
  ["asked", ".git/rebase-merge/head-name"],
  ["asked", ".cursor/mcp.json"],
  ["asked", "web/.yarnrc.yml"],
  ["secret", ".env"],
  ["secret", "app/.env.local"],
  ["secret", "server.pem"],
  ["secret", "id_rsa"],
  ["secret", "home/id_ed25519_sk"],
  ["secret", "config/credentials.json"],
  ["free", ".env.example"],
  ["free", "id_rsa.pub"],
  ["free", "test/fixtures/server.pem"],
  ["free", "node_modules/x/.npmrc"],
  ["free", "node_modules/x/key.pem"],
  ["free", "src/config"],
  ["free", ".gitignore"],
  ["free", ".github/workflows/ci.yml"],
  ["free", "environment.ts"],
  ["free", "monkey"],
])("%s: %s", (kind, file) => {
  expect(kindOf(file)).toBe(kind);
});

test("a glob without a slash means a name anywhere", () => {
  expect(matchesAny([".env*"], "deep/.env.local")).toBe(true);
  expect(matchesAny(["test/**"], "test/deep/.x")).toBe(false);
  expect(matchesAny(["./test/"], "test/a.js")).toBe(true);
  expect(matchesAny(["*.test.js", "b"], "src/a.js")).toBe(false);
  expect(matchesAny([], "a")).toBe(false);
});

test("secrets are found near the top, behind links too, and not in what was installed", () => {
  const { root } = testGround();
  for (const folder of ["a/b/c/d", "node_modules/x", ".git"])
    mkdirSync(path.join(root, folder), { recursive: true });
  const files = [
    ".env",
    "a/b/c/.env",
    "a/b/c/d/.env",
    "node_modules/x/.env",
    ".git/key.pem",
    "plain",
    ".env.sample",
  ];
  for (const file of files) writeFileSync(path.join(root, file), "x");
  symlinkSync("../plain", path.join(root, "a/deploy.key"));
  symlinkSync("/etc/hostname", path.join(root, "out.pem"));
  const { masked, hidden } = findSecrets(root, { allowed: ["a/b/**/.env*"] });
  expect(masked.toSorted()).toEqual([".env", "plain"]);
  expect([hidden("a/b/c/d/e/.env"), hidden("x/y/z/deep/.env")]).toEqual([false, true]);
  expect(findSecrets(root, { allowed: [] }).masked).toContain("a/b/c/.env");
});

test("all secrets are found, however deep and behind however many files, and what a rule forbids to read", async () => {
  const { root } = testGround();
  const put = (file: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), "x");
  };
  for (let count = 0; count < 2_100; count += 1) put(`many/${count}.txt`);
  for (const file of ["a/b/c/d/e/f/.env", "z/.env", "private/deep/note.md", "docs/secret.md", "docs/open.md"])
    put(file);
  symlinkSync("private", path.join(root, "door"));
  const forbidden = forbiddenToRead([
    { deny: ["Read(door)", "Read(docs/secret*)", "Read", "Edit(docs/**)"] },
  ]);
  const secrets = findSecrets(root, { allowed: [], ...(forbidden && { forbidden }) });
  expect((await secrets.all()).toSorted()).toEqual([
    "a/b/c/d/e/f/.env",
    "docs/secret.md",
    "private",
    "z/.env",
  ]);
  expect(forbiddenToRead([{ deny: ["Bash(rm *)", "Read"] }])).toBeUndefined();
});

test("more than can be hidden is said, not left open", async () => {
  const { root } = testGround();
  for (let count = 0; count <= 1_000; count += 1) writeFileSync(path.join(root, `${count}.md`), "x");
  const many = findSecrets(root, { allowed: [], forbidden: (file) => file.endsWith(".md") });
  await expect(many.all()).rejects.toThrow("1001 files are not to be read by programs");
});
