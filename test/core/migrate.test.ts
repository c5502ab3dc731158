/** Journals of older versions are read as those of today, and newer facts are kept. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { systemClock as clock } from "../../src/core/clock.ts";
import type { FactBody } from "../../src/core/fact.ts";
import { readJournal } from "../../src/core/reader.ts";
import { createJournal, openJournal } from "../../src/core/store.ts";
import { verifySession } from "../../src/core/verify.ts";
import { viewSession } from "../../src/core/view.ts";
import { codeOf, testFolder } from "./folder.ts";

type Row = readonly [seq: number, at: number, type: string, body: string, hash: string];

/** A journal as the first format had it: facts of a real session, without actor and parent. */
function oldJournal(): { readonly state: string; readonly path: string; readonly rows: readonly Row[] } {
  const rows: readonly Row[] = JSON.parse(
    readFileSync(new URL("./fixtures/format-1.json", import.meta.url), "utf8"),
  );
  const state = testFolder();
  const folder = join(state, "sessions", "old");
  createJournal(folder, { id: "s-old", clock }).close();
  const path = join(folder, "s-old.db");
  const database = new DatabaseSync(path);
  const insert = database.prepare("INSERT INTO facts VALUES (?, ?, ?, ?, ?)");
  for (const row of rows) insert.run(...row);
  database.prepare("UPDATE session SET count = ?, head = ?").run(rows.length, rows.at(-1)?.[4] ?? "");
  database.exec("PRAGMA user_version = 1");
  database.close();
  return { state, path, rows };
}

test("a journal of the first format is read with actor and parent, as if it had been written today", () => {
  const { path } = oldJournal();
  const { facts } = readJournal(path);
  expect(facts.map(({ type, actor, parent }) => `${parent} ${actor} ${type}`)).toEqual([
    "0 user session.opened",
    "1 harness model.asked",
    "2 model model.replied",
    "3 harness sandbox.opened",
    "3 model cell.started",
    "5 cell call.made",
    "6 harness call.returned",
    "5 cell cell.ran",
    "3 model cell.started",
    "9 harness contract.formed",
    "10 harness contract.checked",
    "9 cell change.intended",
    "12 harness change.committed",
    "9 cell cell.ran",
  ]);
  // Written again by this version they say the same of themselves.
  const again = createJournal(testFolder(), { id: "s-1", clock });
  for (const fact of facts) again.append(fact);
  expect(again.facts.map(({ actor, parent }) => [actor, parent])).toEqual(
    facts.map(({ actor, parent }) => [actor, parent]),
  );
  again.close();
});

test("writing on in it raises its format, keeps what was written to the byte, and the chain still verifies", () => {
  const { state, path, rows } = oldJournal();
  const before = viewSession(readJournal(path).facts);
  const journal = openJournal(path, { clock });
  journal.append({ type: "session.resumed", tackle: "9" });
  journal.close();
  const database = new DatabaseSync(path, { readOnly: true });
  expect(database.prepare("PRAGMA user_version").get()).toEqual({ user_version: 2 });
  const bodies = database.prepare("SELECT body FROM facts ORDER BY seq LIMIT 14").all();
  expect(bodies.map(({ body }) => body)).toEqual(rows.map(([, , , body]) => body));
  database.close();
  expect(verifySession(state, "s-old").damage).toBeUndefined();
  const { facts } = readJournal(path);
  expect(facts.at(-1)).toMatchObject({ type: "session.resumed", actor: "user", parent: 14 });
  expect(viewSession(facts).outcomes).toEqual(before.outcomes);
});

test("a newer fact among known ones is kept as it is and troubles no view; a newer file is left alone, in one line", () => {
  const { path } = oldJournal();
  const journal = openJournal(path, { clock });
  const before = viewSession(journal.facts);
  const newer: FactBody = JSON.parse('{"type":"moon.landed","crew":3,"cell":"c1"}');
  journal.append(newer);
  journal.close();
  const { facts } = readJournal(path);
  expect(facts.at(-1)).toMatchObject({ type: "moon.landed", crew: 3, seq: 15, parent: 5 });
  const { lastAt: _last, ...view } = viewSession(facts);
  expect(view).toEqual(Object.assign({}, before, { lastAt: undefined }, view));
  const database = new DatabaseSync(path);
  database.exec("PRAGMA user_version = 99");
  database.close();
  expect(codeOf(() => openJournal(path, { clock }))).toBe("journal_failed");
  expect(() => readJournal(path)).toThrow(/newer tackle \(format 99, this one knows 2\)/);
});
