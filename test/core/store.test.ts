/** What a journal holds is what was appended, and comes back after closing. */
import { chmodSync, mkdirSync, mkdtempSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import * as check from "fast-check";
import { describe, expect, it } from "vitest";
import { systemClock as clock } from "../../src/core/clock.ts";
import type { Fact, FactBody } from "../../src/core/fact.ts";
import { readJournal } from "../../src/core/reader.ts";
import { createJournal, openJournal } from "../../src/core/store.ts";
import { codeOf, testFolder } from "./folder.ts";

const body: check.Arbitrary<FactBody> = check.record({
  type: check.constant("call.returned" as const),
  call: check.string({ unit: "binary" }),
  cell: check.string(),
  value: check.jsonValue(),
});

const said = (call: string): FactBody => ({ type: "call.returned", call, cell: "c1", value: call });

describe("a journal", () => {
  it("gives back after reopening what was appended, with the same head", () => {
    const base = testFolder();
    check.assert(
      check.property(check.array(check.array(body, { maxLength: 4 }), { maxLength: 6 }), (groups) => {
        const folder = mkdtempSync(join(base, "j"));
        const journal = createJournal(folder, { id: "s-1", clock });
        for (const group of groups) journal.append(...group);
        const { facts, head } = journal;
        journal.close();
        const again = openJournal(join(folder, "s-1.db"), { clock });
        expect(again.facts).toEqual(facts);
        expect(again.head).toBe(head);
        expect(again.id).toBe("s-1");
        expect(again.facts.map((fact) => fact.seq)).toEqual(facts.map((_, index) => index + 1));
        again.close();
      }),
      { numRuns: 40 },
    );
  });

  it("goes on from where it was closed", () => {
    const folder = testFolder();
    const first = createJournal(folder, { id: "s-1", clock });
    first.append(said("a"), said("b"));
    first.close();
    const second = openJournal(join(folder, "s-1.db"), { clock });
    second.append(said("c"));
    second.close();
    const { facts } = readJournal(join(folder, "s-1.db"));
    expect(facts.map((fact) => fact.type === "call.returned" && fact.call)).toEqual(["a", "b", "c"]);
  });

  it("appends all facts of one call or none", () => {
    const journal = createJournal(testFolder(), { id: "s-1", clock });
    journal.append(said("a"));
    const circular: Record<string, unknown> = {};
    circular["self"] = circular;
    const bad: FactBody = { type: "call.made", call: "k", cell: "c", tool: "t", arguments: circular };
    expect(() => journal.append(said("b"), bad)).toThrow("circular");
    expect(journal.facts).toHaveLength(1);
    expect(journal.append(said("c"))[0]?.seq).toBe(2);
    journal.close();
  });

  it("never lets time go backwards", () => {
    let now = 1000;
    const journal = createJournal(testFolder(), { id: "s-1", clock: { now: () => now } });
    journal.append(said("a"));
    now = 500;
    journal.append(said("b"));
    expect(journal.facts.map((fact) => fact.at)).toEqual([1000, 1000]);
    journal.close();
  });

  it("tells listeners of each new fact until they leave", () => {
    const journal = createJournal(testFolder(), { id: "s-1", clock });
    const heard: Fact[] = [];
    const leave = journal.listen((fact) => heard.push(fact));
    journal.append(said("a"), said("b"));
    leave();
    journal.append(said("c"));
    expect(heard.map((fact) => fact.seq)).toEqual([1, 2]);
    journal.close();
  });

  it("keeps a fact of a type that this version does not know", () => {
    const folder = testFolder();
    const journal = createJournal(folder, { id: "s-1", clock });
    const newer: FactBody = JSON.parse('{"type":"moon.landed","crew":3}');
    journal.append(newer);
    journal.close();
    const [fact] = readJournal(join(folder, "s-1.db")).facts;
    expect(fact).toMatchObject({ type: "moon.landed", crew: 3, seq: 1 });
  });

  it("keeps bytes under their sha256", () => {
    const folder = testFolder();
    const journal = createJournal(folder, { id: "s-1", clock });
    const name = journal.keep("hello");
    expect(name).toBe("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    expect(journal.keep(Buffer.from("hello"))).toBe(name);
    const bytes = Buffer.from([0, 255, 10, 0]);
    const other = journal.keep(bytes);
    journal.close();
    const again = openJournal(join(folder, "s-1.db"), { clock });
    expect(Buffer.from(again.read(other) ?? [])).toEqual(bytes);
    expect(again.read("0".repeat(64))).toBeUndefined();
    again.close();
  });

  it("syncs many callers at once, and after closing there is nothing to wait for", async () => {
    const journal = createJournal(testFolder(), { id: "s-1", clock });
    const waits = Array.from({ length: 50 }, (_, index) => {
      journal.append(said(`k${index}`));
      return journal.sync();
    });
    await Promise.all(waits);
    const last = journal.sync();
    journal.close();
    await expect(last).resolves.toBeUndefined();
    await expect(journal.sync()).resolves.toBeUndefined();
  });

  it("is private, and repairs what was loosened", () => {
    const folder = join(testFolder(), "project");
    mkdirSync(folder, { mode: 0o755 });
    chmodSync(folder, 0o755);
    createJournal(folder, { id: "s-1", clock }).close();
    const path = join(folder, "s-1.db");
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    chmodSync(path, 0o644);
    const journal = openJournal(path, { clock });
    journal.append(said("a"));
    for (const name of [path, `${path}-wal`, `${path}-shm`]) expect(statSync(name).mode & 0o077).toBe(0);
    journal.close();
  });

  it("is not written through a planted link", () => {
    const folder = testFolder();
    const target = testFolder();
    symlinkSync(target, join(folder, "project"));
    expect(codeOf(() => createJournal(join(folder, "project"), { id: "s-1", clock }))).toBe("journal_failed");
  });

  it("has one writer, and any readers meanwhile", () => {
    const folder = testFolder();
    const path = join(folder, "s-1.db");
    const journal = createJournal(folder, { id: "s-1", clock });
    journal.append(said("a"));
    expect(codeOf(() => openJournal(path, { clock }))).toBe("workspace_busy");
    expect(readJournal(path)).toMatchObject({ id: "s-1", head: journal.head });
    journal.append(said("b"));
    expect(readJournal(path).facts).toHaveLength(2);
    journal.close();
    openJournal(path, { clock }).close();
  });

  it("is not started twice under one id", () => {
    const folder = testFolder();
    createJournal(folder, { id: "s-1", clock }).close();
    expect(codeOf(() => createJournal(folder, { id: "s-1", clock }))).toBe("journal_failed");
  });
});
