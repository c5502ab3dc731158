/** Tiers, rules on files and addresses, strangers' text, and modes. */
import { expect, test } from "vitest";
import type { Change, Intent } from "../../../../src/core/effect.ts";
import type { FactBody } from "../../../../src/core/fact.ts";
import { forbiddenToReach } from "../../../../src/mechanisms/control/permission/forbidden.ts";
import type { Permission } from "../../../../src/mechanisms/control/permission/permission.ts";
import { readRule, splitRules } from "../../../../src/mechanisms/control/permission/rule.ts";
import { permissionModes } from "../../../../src/mechanisms/control/permission/tier.ts";
import { fitsPath } from "../../../../src/mechanisms/control/permission/wildcard.ts";
import { call, change, permissionOf, shell } from "./intents.ts";
import { sessionOf } from "./session.ts";

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

test("what git ignores is judged as any other change", async () => {
  const ignored: readonly Change[] = [
    { path: "dist/a.js", before: { node: "absent" }, after: { node: "folder", mode: 0o755 } },
  ];
  const intent = { ...change(), ignored };
  expect(await verdict(permissionOf({ deny: ["Edit(dist/**)"] }), intent)).toBe("deny");
  expect(await verdict(permissionOf({ ask: ["Edit(*.js)"] }), intent)).toBe("ask");
  expect(await verdict(permissionOf({ deny: ["Edit(src/**)"] }), intent)).toBe("allow");
});

const opened = async (
  allow: readonly string[],
  code: string,
  ...paths: readonly string[]
): Promise<boolean> => {
  const intent = change(...paths);
  const isOpen = await permissionOf({ allow }).opens(intent, sessionOf(ran(code)));
  return paths.every(isOpen);
};

test.each([
  [["Edit(.git/**)"], "x", ".git/refs/heads/main", true],
  [["Edit(**/.npmrc)"], "x", "sub/.npmrc", true],
  [["Edit(.vscode/**)"], "x", ".vscode/tasks.json", true],
  [["Edit(**)", "Edit(.*)", "Edit", "Write(*)"], "x", ".npmrc", false],
  [["Bash(git commit *)"], "git commit -m a", ".git/index", true],
  [["Bash(git commit *)", "Bash(git add *)"], "git add -A && git commit -m a", ".git/index", true],
  [["Bash(git *)"], "git commit -m a", ".npmrc", false],
  [["Bash"], "git commit -m a", ".git/index", false],
  [["Bash(git commit *)"], "git commit -m a; node x.js", ".git/index", false],
  [["Bash(node *)"], "node x.js", ".git/index", false],
  [["Bash(git *)"], "git -c alias.x='!sh y' x", ".git/index", false],
])("the rules %j open, for %j, the path %s: %s", async (allow, code, path, expected) => {
  expect(await opened(allow, code, path)).toBe(expected);
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
  ["what was piped in", [{ type: "session.resumed", tackle: "0", options: { piped: true } }] as const],
])(
  "after %s was read, a program without a sandbox is asked about, and the source is named",
  async (source, facts) => {
    const said = await permissionOf().judge(shell("ls"), sessionOf([free, ...facts]));
    expect(said).toMatchObject({ type: "ask", reason: expect.stringContaining(source) });
    expect(await verdict(permissionOf(), shell("ls"), facts)).toBe("allow");
    expect(await verdict(permissionOf({}, "bypassPermissions"), shell("ls"), [free, ...facts])).toBe("allow");
  },
);

test("after strangers' text, a contract is not widened without a yes; it may be narrowed", async () => {
  const contract = { reads: ["**"], changes: ["src/**"], assumes: [], checks: ["npm test"], back: "x" };
  const formed: FactBody = { type: "contract.formed", by: "model", contract };
  const amend = (...changes: readonly string[]): Intent =>
    call("amend", { terms: { changes }, reason: "the README says so" });
  const tainted = [formed, readFile("node_modules/x/README.md")];
  expect(await verdict(permissionOf(), amend("src/**", "lib/a.js"), [formed])).toBe("allow");
  expect(await permissionOf().judge(amend("src/**", "lib/a.js"), sessionOf(tainted))).toEqual({
    type: "ask",
    reason: "it widens what may change by lib/a.js, and node_modules/x/README.md was read before",
  });
  expect(await verdict(permissionOf(), amend("src/a.js"), tainted)).toBe("allow");
  for (const wider of ["**", "*", "src/../lib/a.js", "srcs/**"])
    expect([wider, await verdict(permissionOf(), amend(wider), tainted)]).toEqual([wider, "ask"]);
});

test("a WebFetch rule denies hosts to programs too", () => {
  const denied = forbiddenToReach([
    { deny: ["WebFetch(domain:x.org)"] },
    { deny: ["WebFetch(domain:*.y.org)"] },
  ]);
  expect(["x.org", "a.x.org", "a.y.org", "y.org"].map((host) => denied?.(host) !== undefined)).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect(forbiddenToReach([{ deny: ["WebFetch"] }])?.("z.org")).toContain("the rule WebFetch forbids");
  expect(forbiddenToReach([{ deny: ["Bash(curl *)"], allow: ["WebFetch"] }])).toBeUndefined();
});

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
