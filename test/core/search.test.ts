/** Sessions are found by their words and let go when their time is over; what is kept beside the journals can be deleted at any time. */
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { FactBody } from "../../src/core/fact.ts";
import { listSessions, sessionFolder } from "../../src/core/library.ts";
import { overdue, sweepSessions } from "../../src/core/retention.ts";
import { searchSessions, sizeSessions } from "../../src/core/search.ts";
import { dropIndex } from "../../src/core/session-index.ts";
import { createJournal, openJournal } from "../../src/core/store.ts";
import { testFolder } from "./folder.ts";

const day = 24 * 60 * 60 * 1000;
const said = (text: string): FactBody => ({ type: "task.added", text });

function session(state: string, id: string, { at = 1, root = "/work/a", texts = [""] } = {}): string {
  const folder = sessionFolder(state, root);
  const journal = createJournal(folder, { id, clock: { now: () => at } });
  const options = { model: "echo", sandbox: "none", budget: {} };
  journal.append(
    { type: "session.opened", task: `task of ${id}`, root, options, tackle: "0" },
    ...texts.map(said),
  );
  journal.close();
  return join(folder, `${id}.db`);
}

const idsOf = (state: string, words: string): readonly string[] =>
  searchSessions(state, words).map(({ session_id: id }) => id);

test("a session is found by words that one of its facts has, whole or by their beginnings, newest first", () => {
  const state = testFolder();
  session(state, "s-1", { texts: ["call files.write(path)", "a needle here", "a haystack there"] });
  session(state, "s-2", { at: 2, root: "/work/b", texts: ["Needles, in a HAYSTACK, and größer"] });
  expect(idsOf(state, "needle")).toEqual(["s-2", "s-1"]);
  expect(idsOf(state, "needle haystack")).toEqual(["s-2"]);
  expect(idsOf(state, "files.wr")).toEqual(["s-1"]);
  expect(idsOf(state, "edle")).toEqual([]);
  expect(idsOf(state, 'GRÖSS" OR größ')).toEqual([]);
  expect(idsOf(state, "größ => needle")).toEqual(["s-2"]);
  expect(idsOf(state, " => ")).toEqual([]);
  expect(searchSessions(state, "needle")[1]).toMatchObject({ fact: 3, excerpt: "a needle here" });
});

test("what was written since the last search is found, and what was deleted is not", () => {
  const state = testFolder();
  const path = session(state, "s-1", { texts: ["one"] });
  session(state, "s-2", { texts: ["one"] });
  expect(idsOf(state, "one")).toHaveLength(2);
  const journal = openJournal(path, { clock: { now: () => 5 } });
  journal.append(said("later words"));
  expect(idsOf(state, "later one")).toEqual([]);
  expect(idsOf(state, "later")).toEqual(["s-1"]); // while it is still being written
  journal.close();
  rmSync(path);
  expect(idsOf(state, "one")).toEqual(["s-2"]);
});

test("the index deleted, spoilt, held by another process or impossible to write gives the same lists and finds, byte for byte", () => {
  const state = testFolder();
  session(state, "s-1", { texts: ["one two", "three"] });
  session(state, "s-2", { at: 2, texts: ["two one"] });
  const all = (): string => JSON.stringify([listSessions(state), searchSessions(state, "one tw")]);
  const first = all();
  expect(all()).toBe(first);
  dropIndex(state);
  expect(all()).toBe(first);
  const [name = ""] = readdirSync(join(state, "index"));
  writeFileSync(
    join(state, "index", name),
    "not a database at all, but long enough to be looked at".repeat(40),
  );
  expect(all()).toBe(first);
  dropIndex(state);
  mkdirSync(join(state, "index"));
  chmodSync(join(state, "index"), 0o500);
  expect(all()).toBe(first);
  dropIndex(state);
  writeFileSync(join(state, "index"), "a file where the folder should be");
  expect(all()).toBe(first);
});

test("sessions go after their days, and the oldest when all take too much; what runs stays, and the look is once a day", () => {
  const state = testFolder();
  const now = 400 * day;
  const old = session(state, "s-1", { at: now - 91 * day });
  session(state, "s-2", { at: now - 89 * day });
  const running = session(state, "s-3", { at: now - 100 * day });
  const journal = openJournal(running, { clock: { now: () => now - 100 * day } });
  mkdirSync(join(state, "scratch", "s-1", "kept"), { recursive: true });
  expect(sweepSessions(state, { days: 90, bytes: 2 ** 40 }, now).map((each) => each.session_id)).toEqual([
    "s-1",
  ]);
  expect(existsSync(old)).toBe(false);
  expect(existsSync(join(state, "scratch", "s-1"))).toBe(false);
  expect(listSessions(state).sessions.map((each) => each.session_id)).toEqual(["s-2", "s-3"]);
  journal.close();
  expect(sweepSessions(state, { days: 90, bytes: 2 ** 40 }, now + day / 2)).toEqual([]);
  expect(
    sweepSessions(state, { days: 90, bytes: 2 ** 40 }, now + 2 * day).map((each) => each.session_id),
  ).toEqual(["s-3", "s-2"]);
  session(state, "s-4", { at: now });
  session(state, "s-5", { at: now + 1 });
  const sized = sizeSessions(state);
  const one = sized[0]?.journal_bytes ?? 0;
  expect(overdue(sized, { days: 90, bytes: one }, now).map((each) => each.session_id)).toEqual(["s-4"]);
  expect(overdue(sized, { days: 90, bytes: 2 * one }, now)).toEqual([]);
});
