/** Sessions are listed newest first and found by the start of their names. */
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { FactBody } from "../../src/core/fact.ts";
import { noUsage } from "../../src/core/budget.ts";
import { findSession, listSessions, sessionFolder } from "../../src/core/library.ts";
import { createJournal } from "../../src/core/store.ts";
import { codeOf, testFolder } from "./folder.ts";

const opened = (root: string, task: string): FactBody => ({
  type: "session.opened",
  task,
  root,
  options: { model: "echo", sandbox: "none", budget: {} },
  tackle: "0.1.0",
});
const replied: FactBody = {
  type: "model.replied",
  turn: 1,
  text: "",
  cells: [],
  usage: noUsage,
  finish: "stop",
  milliseconds: 1,
};
const ended: FactBody = { type: "session.ended", stop: { reason: "verified", detail: "" } };
const resumed: FactBody = { type: "session.resumed", tackle: "0.1.0" };

interface Started {
  readonly state: string;
  readonly id: string;
  readonly root: string;
  readonly at: number;
}

function session({ state, id, root, at }: Started, ...facts: readonly FactBody[]): void {
  const journal = createJournal(sessionFolder(state, root), { id, clock: { now: () => at } });
  if (facts.length > 0) journal.append(opened(root, `task of ${id}`), ...facts);
  journal.close();
}

describe("a list of sessions", () => {
  it("tells what scripts read, newest first, of one workspace or of all", () => {
    const state = testFolder();
    session({ state, id: "s-aa1", root: "/work/a", at: 1 }, replied, replied, ended);
    session({ state, id: "s-aa2", root: "/work/a", at: 3 }, replied, ended, resumed);
    session({ state, id: "s-bb1", root: "/other/a", at: 2 }, ended, resumed, ended);
    const { sessions, unreadable } = listSessions(state);
    expect(unreadable).toEqual([]);
    expect(sessions.map((each) => [each.session_id, each.stop_reason, each.num_turns])).toEqual([
      ["s-aa2", null, 1],
      ["s-bb1", "verified", 0],
      ["s-aa1", "verified", 2],
    ]);
    expect(sessions[2]).toEqual({
      session_id: "s-aa1",
      stop_reason: "verified",
      cwd: "/work/a",
      task: "task of s-aa1",
      started_at: 1,
      last_at: 1,
      num_turns: 2,
      path: join(sessionFolder(state, "/work/a"), "s-aa1.db"),
      model: "echo",
    });
    expect(listSessions(state, { root: "/work/a" }).sessions).toHaveLength(2);
    expect(listSessions(state, { root: "/none" }).sessions).toEqual([]);
    expect(listSessions(join(state, "none")).sessions).toEqual([]);
    expect(statSync(join(state, "sessions")).mode & 0o777).toBe(0o700);
  });

  it("names files that it cannot read and leaves out those that never began", () => {
    const state = testFolder();
    session({ state, id: "s-good", root: "/w", at: 1 }, ended);
    session({ state, id: "s-empty", root: "/w", at: 1 });
    const bad = join(sessionFolder(state, "/w"), "s-bad.db");
    writeFileSync(bad, "noise");
    const { sessions, unreadable } = listSessions(state);
    expect(sessions.map((each) => each.session_id)).toEqual(["s-good"]);
    expect(unreadable.map(({ path, fault }) => [path, fault.code])).toEqual([[bad, "journal_corrupt"]]);
  });
});

describe("finding a session", () => {
  it("takes a whole id or the start of one, with or without s-", () => {
    const state = testFolder();
    for (const id of ["s-abc", "s-abcd", "s-xyz"]) session({ state, id, root: "/w", at: 1 }, ended);
    const path = (id: string): string => join(sessionFolder(state, "/w"), `${id}.db`);
    expect(findSession(state, "s-x")).toBe(path("s-xyz"));
    expect(findSession(state, "xy")).toBe(path("s-xyz"));
    expect(findSession(state, "s-abc")).toBe(path("s-abc"));
    for (const unknown of ["s-ab", "s-q", "", "../s-abc", "s-xyz.db"])
      expect(codeOf(() => findSession(state, unknown))).toBe("session_unknown");
  });
});
