/** Tiers, rules on files and addresses, strangers' text, and answers that hold for one action. */
import { expect, test } from "vitest";
import type { Answer, Ask, Question, RuleTexts } from "../../../../src/core/approval.ts";
import type { Change, Intent } from "../../../../src/core/effect.ts";
import type { FactBody } from "../../../../src/core/fact.ts";
import { createApproval } from "../../../../src/mechanisms/control/permission/approval.ts";
import {
  createPermission,
  type Permission,
} from "../../../../src/mechanisms/control/permission/permission.ts";
import { readRule, splitRules } from "../../../../src/mechanisms/control/permission/rule.ts";
import { permissionModes } from "../../../../src/mechanisms/control/permission/tier.ts";
import { fitsPath } from "../../../../src/mechanisms/control/permission/wildcard.ts";
import { sessionOf } from "./session.ts";

const permissionOf = (rules: RuleTexts = {}, mode = "default"): Permission =>
  createPermission({ mode, rules: [rules], root: "/work", isIgnored: (path) => path.startsWith("dist/") });

const change = (...paths: readonly string[]): Intent => ({
  type: "change",
  cell: "c1",
  changes: paths.map((path): Change => ({
    path,
    before: { node: "absent" },
    after: { node: "file", mode: 0o644, size: 1, hash: path },
  })),
});
const shell = (code: string): Intent => ({ type: "program", cell: "c1", language: "sh", code });
const call = (tool: string, given: Readonly<Record<string, unknown>>): Intent => ({
  type: "call",
  cell: "c1",
  tool,
  arguments: given,
});

const verdict = async (
  permission: Permission,
  intent: Intent,
  facts: readonly FactBody[] = [],
): Promise<string> => (await permission.judge(intent, sessionOf(facts))).type;

test.each([
  ["src/**", "src/a/b.ts", true],
  ["src/**", "lib/src/a.ts", false],
  ["src/*.ts", "src/a.ts", true],
  ["src/*.ts", "src/a/b.ts", false],
  ["*.env", "a/b/x.env", true],
  [".env", "a/.env", true],
  ["/.env", "a/.env", false],
  ["./a", "a", true],
  ["secrets/", "secrets/deep/a", true],
  ["secrets", "a/secrets/b", true],
  ["**/*.test.ts", "a.test.ts", true],
  ["**/x/**", "a/x/b", true],
  ["a?c", "abc", true],
  ["//etc/**", "/etc/passwd", true],
  ["etc/**", "/etc/passwd", false],
])("the pattern %s on %s: %s", (pattern, path, expected) => {
  expect(fitsPath(pattern, path)).toBe(expected);
});

test("what a shell command changed is judged by Edit rules, whatever the command was", async () => {
  const permission = permissionOf({ deny: ["Edit(locked/**)"], ask: ["Edit(*.json)"], allow: ["Bash"] });
  expect(await verdict(permission, change("src/a.ts"))).toBe("allow");
  expect(await verdict(permission, change("src/a.ts", "locked/b"))).toBe("deny");
  expect(await verdict(permission, change("package.json"))).toBe("ask");
});

test("a call of files.write is denied by its path, and asked about when its change is there", async () => {
  const permission = permissionOf({ deny: ["Write(locked/**)"], ask: ["Edit"] });
  expect(await verdict(permission, call("files.write", { path: "/work/a/../locked/b", text: "" }))).toBe(
    "deny",
  );
  expect(await verdict(permission, call("files.write", { path: "a", text: "" }))).toBe("allow");
  expect(await verdict(permission, change("a"))).toBe("ask");
});

test.each([
  ["Read(.env)", call("files.read", { path: "a/.env" }), "deny"],
  ["WebFetch(domain:x.org)", call("web.fetch", { url: "https://x.org/a" }), "deny"],
  ["WebFetch(domain:x.org)", call("web.fetch", { url: "https://notx.org/a" }), "allow"],
  ["WebFetch(domain:*.x.org)", call("web.fetch", { url: "https://a.x.org" }), "deny"],
  ["mcp__hub", call("mcp__hub__push", {}), "deny"],
  ["mcp__hub__*", call("mcp__hub__push", {}), "deny"],
  ["mcp__hub__pull", call("mcp__hub__push", {}), "allow"],
  ["Bash(rm *)", call("shell.run", { command: "ls; rm x" }), "deny"],
  ["checks.run", call("checks.run", {}), "deny"],
  ["Python", { type: "program", cell: "c1", language: "py", code: "1" } satisfies Intent, "deny"],
])("the rule %s rules on calls and programs", async (rule, intent, expected) => {
  expect(await verdict(permissionOf({ deny: [rule] }), intent)).toBe(expected);
});

test("code is not parsed while no rule needs it: a mistake in it does not matter", async () => {
  const permission = permissionOf({ deny: ["Edit(x)"], allow: ["Bash"] });
  expect(await verdict(permission, shell("if then"))).toBe("allow");
});

test("a plan changes nothing, and its programs run", async () => {
  const plan = permissionOf({ allow: ["Edit"] }, "plan");
  expect(await verdict(plan, shell("rm x"))).toBe("allow");
  expect(await verdict(plan, change("x"))).toBe("deny");
  expect(plan.brief?.(sessionOf())).toContain("read-only");
});

test("manual asks for what no rule allows; code that only calls is not asked about", async () => {
  const manual = permissionOf({ allow: ["Bash(ls *)"] }, "manual");
  expect(await verdict(manual, shell("ls -l"))).toBe("allow");
  expect(await verdict(manual, shell("ls; rm x"))).toBe("ask");
  expect(await verdict(manual, { type: "program", cell: "c1", language: "ts", code: "1" })).toBe("allow");
  const wrote: FactBody = { type: "call.made", call: "c1.1", cell: "c1", tool: "files.write", arguments: {} };
  expect(await verdict(manual, change("a"), [wrote])).toBe("ask");
  expect(await verdict(manual, change("a"))).toBe("allow");
});

test("bypassPermissions keeps what the user's own rules say", async () => {
  const bypass = permissionOf({ deny: ["Bash(rm *)"], ask: ["Edit(a)"] }, "bypassPermissions");
  expect(await verdict(bypass, shell("rm x"))).toBe("deny");
  expect(await verdict(bypass, change("a"))).toBe("ask");
});

test("all modes of other agents are known, and no other", () => {
  expect(permissionModes).toEqual(
    expect.arrayContaining(["default", "acceptEdits", "auto", "manual", "dontAsk", "plan"]),
  );
  expect(() => permissionOf({}, "yolo")).toThrow("no permission mode yolo");
  expect(() => readRule("Bash(")).toThrow("is not a permission rule");
  expect(splitRules("Bash(git log *, x), Edit Read(a b)")).toEqual([
    "Bash(git log *, x)",
    "Edit",
    "Read(a b)",
  ]);
});

const free: FactBody = { type: "sandbox.opened", name: "none" };
const readFile = (path: string): FactBody => ({
  type: "call.made",
  call: "c1.1",
  cell: "c1",
  tool: "files.read",
  arguments: { path },
});
const ran = (code: string): readonly FactBody[] => [
  {
    type: "model.replied",
    turn: 1,
    text: "",
    cells: [{ id: "c1", language: "sh", code }],
    usage: { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 },
    finish: "stop",
    milliseconds: 0,
  },
  { type: "cell.started", cell: "c1" },
];

test.each([
  ["node_modules/x/README.md", [readFile("node_modules/x/README.md")]],
  ["dist/a.js", [readFile("/work/dist/a.js")]],
  ["node_modules/x/README.md", ran("head node_modules/x/README.md")],
  ["https://x.org/a", ran("curl -s https://x.org/a")],
  ["gh issue view 3", ran("gh issue view 3")],
])(
  "after %s was read, a program without a sandbox is asked about, and the source is named",
  async (source, facts) => {
    const said = await permissionOf().judge(shell("ls"), sessionOf([free, ...facts]));
    expect(said).toMatchObject({ type: "ask", reason: expect.stringContaining(source) });
    expect(await verdict(permissionOf(), shell("ls"), facts)).toBe("allow");
    expect(await verdict(permissionOf({}, "bypassPermissions"), shell("ls"), [free, ...facts])).toBe("allow");
  },
);

test("an intent that is said to leave is asked about after strangers' text, and only then", async () => {
  const send: Intent = {
    ...call("hub.push", {}),
    type: "call",
    cell: "c1",
    tool: "hub.push",
    arguments: {},
    leaves: "sends to hub",
  };
  expect(await verdict(permissionOf(), send)).toBe("allow");
  expect(await verdict(permissionOf(), send, [readFile("src/a.ts")])).toBe("allow");
  expect(await verdict(permissionOf(), send, [readFile("vendor/a.md")])).toBe("ask");
});

/** An approval with answers in a row; what was asked is kept. */
function asking(answers: readonly Answer[], rules: RuleTexts = {}, facts: readonly FactBody[] = []) {
  const asked: Question[] = [];
  const session = sessionOf(facts);
  const ask: Ask = async (question) => {
    asked.push(question);
    return answers[asked.length - 1] ?? { type: "deny" };
  };
  const permission = permissionOf(rules);
  const approve = createApproval({ session, permission, ask, current: () => undefined });
  return { asked, session, permission, approve };
}

test("a question says the command, the files and why, and an answer is on record", async () => {
  const { asked, session, approve } = asking([{ type: "once" }, { type: "deny", words: "use git mv" }]);
  expect(await approve(shell("rm x"), "because")).toEqual({ type: "allow" });
  expect(await approve(change("a", "b"), "because")).toEqual({
    type: "deny",
    reason: "refused by the user: use git mv",
  });
  expect(asked[0]).toMatchObject({
    action: { tool: "Bash", command: "rm x" },
    reason: "because",
    always: ["Bash(rm x)"],
  });
  expect(asked[1]).toMatchObject({ action: { tool: "Edit", files: ["added a", "added b"] } });
  expect(session.journal.facts.map(({ type }) => type)).toEqual([
    "approval.asked",
    "approval.given",
    "approval.asked",
    "approval.given",
  ]);
});

test("a yes to one action is no yes to another, nor to the same one twice", async () => {
  const { asked, session, approve } = asking([{ type: "once" }, { type: "once" }, { type: "once" }]);
  const push = call("hub.push", { branch: "a" });
  await approve(push, "x");
  session.journal.append({
    type: "call.made",
    call: "c1.1",
    cell: "c1",
    tool: "hub.push",
    arguments: { branch: "a" },
  });
  await approve(call("hub.push", { branch: "b" }), "x");
  await approve(push, "x");
  expect(asked.map(({ approval }) => approval)).toEqual(["a1", "a2", "a3"]);
  expect(new Set(asked.map(({ hash }) => hash)).size).toBe(2);
});

test("the same paths with other contents are another action", async () => {
  const other = {
    ...change("a"),
    changes: [
      { path: "a", before: { node: "absent" }, after: { node: "file", mode: 0o644, size: 1, hash: "other" } },
    ],
  } as Intent;
  const { asked, approve } = asking([{ type: "once" }, { type: "once" }]);
  await approve(change("a"), "x");
  await approve(other, "x");
  expect(asked[0]?.hash).not.toBe(asked[1]?.hash);
});

test("an answer that was given before a restart is found, and an open question is put again under its name", async () => {
  const first = asking([{ type: "once" }]);
  await first.approve(shell("rm x"), "x");
  const again = asking([], {}, first.session.journal.facts);
  expect(await again.approve(shell("rm x"), "x")).toEqual({ type: "allow" });
  expect(again.asked).toEqual([]);
  const [open] = first.session.journal.facts;
  const later = asking([{ type: "deny" }], {}, open ? [open] : []);
  expect(await later.approve(shell("rm x"), "x")).toMatchObject({ type: "deny" });
  expect(later.asked).toMatchObject([{ approval: "a1" }]);
  expect(later.session.journal.facts).toHaveLength(2);
});

test("always allows the same thing without a question, and nothing beside it", async () => {
  const { asked, approve } = asking([{ type: "always" }, { type: "deny" }]);
  await approve(shell("npm publish --tag 'a b'"), "x");
  expect(await approve(shell("npm publish --tag 'a b'"), "x")).toEqual({ type: "allow" });
  expect(await approve(shell("npm publish --tag 'a b' && rm x"), "x")).toMatchObject({ type: "deny" });
  expect(asked).toHaveLength(2);
});

test.each(["$X y", "ls *", "curl x | sh"])(
  "no rule is offered for %s, which could mean many things",
  async (code) => {
    const { asked, approve } = asking([{ type: "once" }]);
    await approve(shell(code), "x");
    expect(asked[0]?.always).toBeUndefined();
  },
);

test("an exact allow rule answers somebody else's question; a broad one does not", async () => {
  const exact = asking([], { allow: ["Edit(/.npmrc)"] });
  expect(await exact.approve(change(".npmrc"), "programs obey it")).toEqual({ type: "allow" });
  const broad = asking([{ type: "deny" }], { allow: ["Edit", "Edit(**)"] });
  expect(await broad.approve(change(".npmrc"), "programs obey it")).toMatchObject({ type: "deny" });
});

test("with nobody to ask it is refused, said so, and asked again when somebody is there", async () => {
  const session = sessionOf();
  const permission = permissionOf();
  const alone = createApproval({ session, permission, current: () => undefined });
  expect(await alone(shell("rm x"), "why")).toMatchObject({
    type: "deny",
    reason: expect.stringContaining("nobody is there"),
  });
  expect(session.journal.facts.at(-1)).toMatchObject({ type: "approval.given", answer: "nobody" });
  const { asked, approve } = asking([{ type: "once" }], {}, session.journal.facts);
  expect(await approve(shell("rm x"), "why")).toEqual({ type: "allow" });
  expect(asked).toHaveLength(1);
});

test("a question that is open when the session is stopped has no answer", async () => {
  const stop = new AbortController();
  const session = sessionOf([], stop.signal);
  const never: Ask = () => new Promise(() => undefined);
  const approve = createApproval({
    session,
    permission: permissionOf(),
    ask: never,
    current: () => undefined,
  });
  const waiting = approve(shell("rm x"), "x");
  setTimeout(() => stop.abort(), 5);
  await expect(waiting).rejects.toThrow("stopped while a question was open");
  expect(session.journal.facts.map(({ type }) => type)).toEqual(["approval.asked"]);
});
