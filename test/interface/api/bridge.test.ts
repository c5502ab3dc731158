import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { systemClock } from "../../../src/core/clock.ts";
import type { Verdict } from "../../../src/core/effect.ts";
import type { Journal } from "../../../src/core/journal.ts";
import { createJournal } from "../../../src/core/store.ts";
import { type Bridge, createBridge } from "../../../src/interface/api/bridge.ts";
import { createTool, type Tool } from "../../../src/interface/api/tool.ts";

const place = mkdtempSync(join(tmpdir(), "tackle-bridge-"));
const journals: Journal[] = [];
const openFresh = (): Journal => {
  const journal = createJournal(place, { id: `s-${journals.length}`, clock: systemClock });
  journals.push(journal);
  return journal;
};
afterAll(() => {
  for (const journal of journals) journal.close();
  rmSync(place, { recursive: true });
});

interface World {
  readonly journal: Journal;
  readonly did: string[];
  readonly bridge: Bridge;
  readonly call: (tool: string, ...values: readonly unknown[]) => Promise<unknown>;
}

const tool = (name: string, did: string[], rest: Partial<Tool> = {}): Tool => ({
  ...createTool({
    name,
    words: "Does it.",
    parameters: { path: z.string(), depth: z.number().int().optional() },
    returns: z.unknown(),
    effect: "write",
    idempotent: false,
    run: async ({ path }) => {
      did.push(`${name} ${path}`);
      if (path === "bad") throw new Error("it is bad");
      return { path, at: did.length };
    },
  }),
  ...rest,
});

const openWorld = (
  journal = openFresh(),
  verdict: Verdict = { type: "allow" },
  rest: Partial<Tool> = {},
): World => {
  const did: string[] = [];
  const tools = [tool("files.write", did, rest), tool("files.read", did, { effect: "read" })];
  const bridge = createBridge({ tools, gate: { rule: async () => verdict }, journal });
  const { signal } = new AbortController();
  return {
    journal,
    did,
    bridge,
    call: (name, ...values) => bridge.call({ cell: "c1", tool: name, arguments: values, signal }),
  };
};

const typesOf = (journal: Journal): readonly string[] => journal.facts.map(({ type }) => type);

test("a call is written down before it is done and after, under one name", async () => {
  const { journal, call, bridge } = openWorld();
  bridge.begin("c1");
  expect(await call("files.write", "a", 2)).toEqual({ path: "a", at: 1 });
  await expect(call("files.write", "bad")).rejects.toThrow("it is bad");
  expect(journal.facts).toMatchObject([
    { type: "call.made", call: "c1.1", cell: "c1", tool: "files.write", arguments: { path: "a", depth: 2 } },
    { type: "call.returned", call: "c1.1", cell: "c1", value: { path: "a", at: 1 } },
    { type: "call.made", call: "c1.2", arguments: { path: "bad" } },
    { type: "call.returned", call: "c1.2", error: "it is bad" },
  ]);
});

test.each([
  [["files.write"], "files.write(path, depth?): path: Invalid input: expected string, received undefined"],
  [["files.write", 5], "files.write(path, depth?): path: Invalid input: expected string, received number"],
  [
    ["files.write", "a", 1.5],
    "files.write(path, depth?): depth: Invalid input: expected int, received number",
  ],
  [["files.write", "a", 1, 2], "files.write(path, depth?) takes 2 arguments, and was given 3"],
  [["files.nope"], "there is no function files.nope"],
  [["constructor"], "there is no function constructor"],
  [["__proto__"], "there is no function __proto__"],
])("%j is refused in words that say why, and nothing is done", async ([name = "", ...values], message) => {
  const { journal, call, did } = openWorld();
  await expect(call(String(name), ...values)).rejects.toThrow(message);
  expect([journal.facts, did]).toEqual([[], []]);
});

test("trailing arguments that are undefined were not given", async () => {
  const { journal, call } = openWorld();
  await call("files.write", "a", undefined, undefined);
  expect(journal.facts[0]).toMatchObject({ arguments: { path: "a" } });
});

test("what the gate denies is not done, and its reason reaches the cell and the journal", async () => {
  const { journal, call, did } = openWorld(openFresh(), { type: "deny", reason: "outside the workspace" });
  await expect(call("files.write", "/etc/passwd")).rejects.toThrow(
    "files.write was refused: outside the workspace",
  );
  expect(did).toEqual([]);
  expect(journal.facts).toMatchObject([
    {
      type: "effect.refused",
      cell: "c1",
      what: 'files.write {"path":"/etc/passwd"}',
      reason: "outside the workspace",
    },
  ]);
});

test("a cell that runs again is answered from the journal, and nothing is done twice", async () => {
  const { journal, call } = openWorld();
  await call("files.write", "a");
  await call("files.write", "bad").catch(() => {});
  const facts = journal.facts.length;
  const again = openWorld(journal);
  again.bridge.begin("c1");
  expect(await again.call("files.write", "a")).toEqual({ path: "a", at: 1 });
  await expect(again.call("files.write", "bad")).rejects.toThrow("it is bad");
  expect([again.did, journal.facts.length]).toEqual([[], facts]);
  // Where the record ends, the cell goes on for real.
  await again.call("files.write", "b");
  expect(again.did).toEqual(["files.write b"]);
});

test("begin counts a cell's calls from the start, within one session too", async () => {
  const { bridge, call, did } = openWorld();
  await call("files.write", "a");
  bridge.begin("c1");
  await call("files.write", "a");
  expect(did).toEqual(["files.write a"]);
});

test("a cell that does something else when it runs again does nothing", async () => {
  const { journal, call } = openWorld();
  await call("files.write", "a");
  const again = openWorld(journal);
  await expect(again.call("files.write", "z")).rejects.toThrow("c1.1 was files.write with other arguments");
  expect(again.did).toEqual([]);
});

test("a cell that has ended does nothing new when it runs again", async () => {
  const { journal, call } = openWorld();
  await call("files.write", "a");
  journal.append({ type: "cell.ran", cell: "c1", outcome: { status: "ok", output: "", milliseconds: 1 } });
  const again = openWorld(journal);
  await again.call("files.write", "a");
  await expect(again.call("files.write", "b")).rejects.toThrow("c1.2 is not in the record of c1");
  expect(again.did).toEqual([]);
});

test("a refusal is repeated when its cell runs again", async () => {
  const { journal, call } = openWorld(openFresh(), { type: "deny", reason: "no" });
  await call("files.write", "a").catch(() => {});
  journal.append({ type: "cell.ran", cell: "c1", outcome: { status: "ok", output: "", milliseconds: 1 } });
  await expect(openWorld(journal).call("files.write", "a")).rejects.toThrow("files.write was refused: no");
});

const crashed = (name: string): Journal => {
  const journal = openFresh();
  journal.append({ type: "call.made", call: "c1.1", cell: "c1", tool: name, arguments: { path: "a" } });
  return journal;
};

test("a call without an answer is unknown after a crash, and is not done again", async () => {
  const { call, did, journal } = openWorld(crashed("files.write"));
  await expect(call("files.write", "a")).rejects.toThrow("the outcome of files.write is unknown");
  expect([did, typesOf(journal)]).toEqual([[], ["call.made"]]);
});

test.each([
  ["files.read", {}],
  ["files.write", { idempotent: true }],
])("a call of %s %j without an answer is done again after a crash", async (name, rest) => {
  const { call, did, journal } = openWorld(crashed(name), { type: "allow" }, rest);
  expect(await call(name, "a")).toEqual({ path: "a", at: 1 });
  expect([did, typesOf(journal)]).toEqual([[`${name} a`], ["call.made", "call.returned"]]);
});

test("calls at once are numbered in the order in which they were made", async () => {
  const { call, journal } = openWorld();
  await Promise.all([call("files.read", "a"), call("files.read", "b"), call("files.read", "c")]);
  const made = journal.facts.flatMap((fact) =>
    fact.type === "call.made" ? [`${fact.call} ${String(fact.arguments["path"])}`] : [],
  );
  expect(new Set(made)).toEqual(new Set(["c1.1 a", "c1.2 b", "c1.3 c"]));
});

test("a result is JSON, whatever the tool gave", async () => {
  const given = { kept: 1, gone: undefined, when: new Date(0) };
  const { call } = openWorld(openFresh(), { type: "allow" }, { run: async () => given });
  expect(await call("files.write", "a")).toEqual({ kept: 1, when: "1970-01-01T00:00:00.000Z" });
});
