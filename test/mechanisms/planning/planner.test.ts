/** Searches in a real journal: written as they go, cut off, resumed, built on. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../../src/core/clock.ts";
import type { Journal } from "../../../src/core/journal.ts";
import { createJournal } from "../../../src/core/store.ts";
import type { Judged } from "../../../src/mechanisms/exploration.ts";
import { createPlanner } from "../../../src/mechanisms/planning/planner.ts";
import { createField, failed, partial, passed } from "./field.ts";

function openOne(): Journal {
  const folder = mkdtempSync(path.join(tmpdir(), "tackle-planner-"));
  const journal = createJournal(folder, { id: "s-test", clock: systemClock });
  onTestFinished(() => {
    journal.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return journal;
}

const judge = (made: readonly string[]): Judged => {
  if (made.includes("k3") && made.includes("k25")) return passed;
  return made.length === 1 && made[0] === "k3" ? partial : failed;
};
const limits = { attempts: 1000, over: () => undefined, policy: "adaptive", workers: 1 } as const;
const about = { cell: "c1", call: "c1.1" };
const attemptsOf = (journal: Journal): readonly string[] =>
  journal.facts.flatMap((fact) =>
    fact.type === "attempts.tried" ? fact.attempts.map(({ parent, key }) => `${parent}>${key}`) : [],
  );

test("a search is on record: what was tried on what, how it stood, and the texts of what may be built on", async () => {
  const journal = openOne();
  const field = createField(30, judge);
  const { attempt, tried } = await createPlanner(journal).explorer(about)(field, limits);
  expect(attemptsOf(journal)).toHaveLength(tried);
  const all = journal.facts.flatMap((fact) => (fact.type === "attempts.tried" ? fact.attempts : []));
  const found = all.find(({ id }) => id === attempt);
  expect(all.find(({ id }) => id === found?.parent)).toMatchObject({
    key: "k3",
    outcome: "partial",
    parent: "s1",
  });
  const text = journal.read(found?.texts?.["a.js"] ?? "");
  expect(new TextDecoder().decode(text)).toBe("k3 k25");
  expect(journal.facts.at(-1)).toMatchObject({ type: "search.closed", search: "s1", found: attempt, tried });
});

test("a call that was cut off goes on where its record ends, and comes to what one that was not comes to", async () => {
  const whole = openOne();
  const once = await createPlanner(whole).explorer(about)(createField(30, judge), limits);
  const journal = openOne();
  const first = createField(30, judge);
  const over = (): string | undefined => (first.made.length >= 9 ? "interrupted" : undefined);
  await createPlanner(journal).explorer(about)(first, { ...limits, over });
  expect(journal.facts.some((fact) => fact.type === "search.closed")).toBe(false);
  const second = createField(30, judge);
  const again = await createPlanner(journal).explorer(about)(second, limits);
  expect(again).toMatchObject({ found: once.found, tried: once.tried, attempt: once.attempt });
  expect(second.made).toHaveLength(once.tried - 9);
  expect(attemptsOf(journal)).toEqual(attemptsOf(whole));
});

test("a later call goes on with a search by its name, and its budget is shared", async () => {
  const journal = openOne();
  const planner = createPlanner(journal);
  const short = await planner.explorer(about)(createField(30, judge), { ...limits, attempts: 5 });
  expect(short).toMatchObject({ found: undefined, tried: 5 });
  const field = createField(30, judge);
  const later = await planner.explorer({ cell: "c2", call: "c2.1", resume: "s1" })(field, limits);
  expect(later.found).toEqual(["k3", "k25"]);
  expect(field.made).toHaveLength(later.tried - 5);
});

test("a search over files that have changed since does not go on, and says so", async () => {
  const journal = openOne();
  const planner = createPlanner(journal);
  await planner.explorer(about)(
    createField(30, () => failed),
    { ...limits, attempts: 5 },
  );
  const field = { ...createField(30, () => failed), base: new Map([["a.js", "another text"]]) };
  const later = planner.explorer({ cell: "c2", call: "c2.1", resume: "s1" })(field, limits);
  await expect(later).rejects.toThrow("s1 cannot go on: a.js is not as it was");
  const unknown = planner.explorer({ cell: "c2", call: "c2.2", resume: "s9" })(field, limits);
  await expect(unknown).rejects.toThrow("there is no search s9");
});
