/** Bash rules against the ways around them. */
import { expect, test } from "vitest";
import { readRules } from "../../../../src/mechanisms/control/permission/rule.ts";
import { ruleOn } from "../../../../src/mechanisms/control/permission/ruling.ts";
import { ruling } from "./session.ts";
import { riddles, ways } from "./ways.ts";

test.each(ways)("a denied command is denied as %j", async (code) => {
  expect(await ruling({ deny: ["Bash(rm *)"] }, code)).toBe("deny");
});

test.each(riddles)("what nobody can read is asked when a rule could mean it: %j", async (code) => {
  expect(["ask", "deny"]).toContain(await ruling({ deny: ["Bash(rm *)"] }, code));
  expect(await ruling({ allow: ["Bash(git *)", "Bash(awk *)", "Bash(find *)"] }, code)).not.toBe("allow");
});

test.each([
  "git status; rm x",
  "git status && rm x",
  "git status | sh",
  "git status $(rm x)",
  "git status `rm x`",
  "git diff <(rm x)",
  "git -c core.pager=rm log",
  "git -c core.sshCommand='sh x' fetch",
  "git --exec-path=. status",
  "git -c alias.x='!rm x' x",
  "git config alias.x '!rm x'",
  "git bisect run ./x",
  "git submodule foreach 'rm x'",
  "git rebase -x 'rm x' main",
  "git fetch --upload-pack='rm x' .",
  "git grep -Orm x",
  "git difftool -x rm",
  "PATH=. git status",
  "LD_PRELOAD=./x git status",
  "GIT_SSH_COMMAND=./x git fetch",
  "export PATH=.; git status",
  "env PATH=. git status",
  "sudo git status",
  "./git status",
  "/tmp/git status",
  "'git status'",
  "gitx status",
  "git() { rm x; }; git status",
  "find . -exec rm {} \\;",
  "xargs git",
  "alias git=rm; git x",
])("an allow rule does not cover %j", async (code) => {
  expect(await ruling({ allow: ["Bash(git *)"] }, code)).not.toBe("allow");
});

test.each([
  "git status",
  "git",
  "git log --oneline -5",
  "git commit -m 'a; rm x'",
  'git commit -m "a && b"',
  "git status && git diff | git apply",
  "cd src && git status",
  "timeout 5 git status",
  "env git status",
  "env FORCE_COLOR=1 git status",
  "nice -n 5 git status",
  "bash -c 'git status'",
  "sh <<A\ngit status\nA",
  "name=x; git log $name",
  "for i in a b; do git add $i; done",
  "git add *.ts",
  "echo done; git status > out.txt",
  "if git diff --quiet; then git status; fi",
])("an allow rule covers %j", async (code) => {
  expect(await ruling({ allow: ["Bash(git *)"] }, code)).toBe("allow");
});

test.each([
  ["Bash(npm run test:*)", "npm run test:unit", "none"],
  ["Bash(npm run test *)", "npm run test unit", "allow"],
  ["Bash(npm test:*)", "npm test -- -t x", "allow"],
  ["Bash(npm*)", "npm install x", "allow"],
  ["Bash(ls *)", "lsof", "none"],
  ["Bash(git * main)", "git push origin main", "allow"],
  ["Bash(git commit -m 'a b')", 'git commit -m "a b"', "allow"],
  ["Bash(git commit -m 'a b')", "git commit -m a b", "none"],
  ["Bash", "anything | sh", "allow"],
  ["Bash(*)", "$X", "allow"],
])("the rule %s rules on %j", async (rule, code, expected) => {
  expect(await ruling({ allow: [rule] }, code)).toBe(expected);
});

test.each([
  ["Bash(npm exec *)", "npm exec vitest", "allow"],
  ["Bash(docker *)", "docker run --rm image", "allow"],
])("an allow rule for a runner %s covers %j: %s", async (rule, code, expected) => {
  expect(await ruling({ allow: [rule] }, code)).toBe(expected);
});

test.each(["npm rm x", "docker rm x", "grep rm x", "echo rm", "git rm x", "npm run rm"])(
  "a rule that forbids rm does not forbid %j",
  async (code) => {
    expect(["none", "allow"]).toContain(await ruling({ deny: ["Bash(rm *)"] }, code));
  },
);

test("deny counts before ask before allow", async () => {
  const rules = { allow: ["Bash(git *)"], ask: ["Bash(git push *)"], deny: ["Bash(git push --force *)"] };
  expect(await ruling(rules, "git status")).toBe("allow");
  expect(await ruling(rules, "git push")).toBe("ask");
  expect(await ruling(rules, "git status; git -C x --no-pager push origin")).toBe("ask");
  expect(await ruling(rules, "git push --force origin")).toBe("deny");
});

test("a Read rule forbids a command that names the file", async () => {
  const rules = { deny: ["Read(.env)", "Read(secrets/**)"] };
  for (const code of [
    "cat .env",
    "cat ./a/../.env",
    "cat < .env",
    "cp /work/secrets/a b",
    "cat 'se'crets/a",
    "x --file=.env",
  ])
    expect(await ruling(rules, code)).toBe("deny");
  expect(await ruling(rules, "cat README.md")).toBe("none");
});

test("no program in Python is ruled on by Bash rules", async () => {
  const intent = { type: "program", cell: "c1", language: "py", code: "rm x" } as const;
  expect((await ruleOn(readRules([{ deny: ["Bash(rm *)", "Bash"] }]), intent, "/work")).type).toBe("none");
});
