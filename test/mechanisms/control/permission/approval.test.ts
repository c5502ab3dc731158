/** Questions and answers: an answer holds for one action, also across a restart. */
import { expect, test } from "vitest";
import type { Answer, Ask, Question, RuleTexts } from "../../../../src/core/approval.ts";
import type { Intent } from "../../../../src/core/effect.ts";
import type { FactBody } from "../../../../src/core/fact.ts";
import { createApproval } from "../../../../src/mechanisms/control/permission/approval.ts";
import { call, change, permissionOf, shell } from "./intents.ts";
import { sessionOf } from "./session.ts";

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
  const after = { node: "file", mode: 0o644, size: 1, hash: "other" } as const;
  const other: Intent = {
    type: "change",
    cell: "c1",
    changes: [{ path: "a", before: { node: "absent" }, after }],
  };
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
