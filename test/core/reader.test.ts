/** No change to a journal's past goes unseen, and what lies before the damage can be salvaged. */
import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import * as check from "fast-check";
import { describe, expect, it } from "vitest";
import { systemClock as clock } from "../../src/core/clock.ts";
import { Fault } from "../../src/core/fault.ts";
import { readJournal } from "../../src/core/reader.ts";
import { createJournal, openJournal } from "../../src/core/store.ts";
import { codeOf, testFolder } from "./folder.ts";

const count = 12;

/** A closed journal of twelve facts. */
function written(size = 20): string {
  const folder = testFolder();
  const journal = createJournal(folder, { id: "s-1", clock });
  for (let index = 1; index <= count; index += 1)
    journal.append({ type: "call.returned", call: `k${index}`, cell: "c1", value: `${index}`.repeat(size) });
  journal.close();
  return join(folder, "s-1.db");
}

function altered(path: string, ...statements: readonly string[]): void {
  const database = new DatabaseSync(path);
  for (const statement of statements) database.exec(statement);
  database.close();
}

function faultOf(work: () => unknown): Fault {
  try {
    work();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error("nothing was found");
}

describe("tampering", () => {
  it("with any byte of any column of any row is found, and facts before it are salvaged", () => {
    const original = written();
    const path = join(testFolder(), "s-1.db");
    const column = check.constantFrom("at", "type", "body", "hash");
    check.assert(
      check.property(
        check.integer({ min: 1, max: count }),
        column,
        check.nat(),
        check.integer({ min: 1, max: 127 }),
        (seq, name, at, flip) => {
          copyFileSync(original, path);
          const database = new DatabaseSync(path);
          const value = database.prepare(`SELECT ${name} AS value FROM facts WHERE seq = ?`).get(seq)?.[
            "value"
          ];
          const bytes = Buffer.from(String(value));
          const index = at % bytes.length;
          bytes[index] = (bytes[index] ?? 0) ^ flip;
          const changed = name === "at" ? Number(value) + flip : bytes.toString("latin1");
          database.prepare(`UPDATE facts SET ${name} = ? WHERE seq = ?`).run(changed, seq);
          database.close();
          const fault = faultOf(() => readJournal(path));
          expect(fault.code).toBe("journal_corrupt");
          expect(fault.message).toContain(`fact ${seq}`);
          expect(readJournal(path, { salvage: true }).facts).toHaveLength(seq - 1);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([
    ["a fact deleted", "DELETE FROM facts WHERE seq = 5", 4],
    ["the last facts deleted", "DELETE FROM facts WHERE seq > 9", 9],
    ["all facts deleted", "DELETE FROM facts", 0],
    [
      "two facts swapped",
      "UPDATE facts SET seq = 100 WHERE seq = 3; UPDATE facts SET seq = 3 WHERE seq = 4; UPDATE facts SET seq = 4 WHERE seq = 100",
      2,
    ],
    [
      "a fact doubled at the end",
      "INSERT INTO facts SELECT 13, at, type, body, hash FROM facts WHERE seq = 12",
      12,
    ],
    [
      "the numbers closed over a gap",
      "DELETE FROM facts WHERE seq = 6; UPDATE facts SET seq = seq - 1 WHERE seq > 6",
      5,
    ],
    [
      "the count set back with the last facts",
      "DELETE FROM facts WHERE seq > 9; UPDATE session SET count = 9",
      9,
    ],
  ])("such as %s is found", (_, statement, salvaged) => {
    const path = written();
    altered(path, statement);
    expect(codeOf(() => readJournal(path))).toBe("journal_corrupt");
    expect(codeOf(() => openJournal(path, { clock }))).toBe("journal_corrupt");
    const reading = readJournal(path, { salvage: true });
    expect(reading.facts).toHaveLength(salvaged);
    expect(reading.damage?.hint).not.toBe("");
  });

  it("with a kept blob is found when it is read", () => {
    const folder = testFolder();
    const path = join(folder, "s-1.db");
    const first = createJournal(folder, { id: "s-1", clock });
    const name = first.keep("true words");
    first.close();
    altered(path, "UPDATE blobs SET bytes = x'00'");
    const journal = openJournal(path, { clock });
    expect(codeOf(() => journal.read(name))).toBe("journal_corrupt");
    journal.close();
  });
});

describe("a file that is not a journal", () => {
  it("is a fault with a line and a hint, never another error, and is not changed", () => {
    const path = join(testFolder(), "s-1.db");
    const contents = [
      Buffer.alloc(0),
      Buffer.from("hello"),
      Buffer.alloc(8192),
      Buffer.from(`SQLite format 3\0${"x".repeat(4000)}`),
    ];
    for (const bytes of contents) {
      writeFileSync(path, bytes);
      for (const work of [() => readJournal(path), () => openJournal(path, { clock })]) {
        const fault = faultOf(work);
        expect(fault.code).toBe("journal_corrupt");
        expect(fault.message).toContain(path);
        expect(fault.message).not.toContain("\n");
      }
      expect(readFileSync(path)).toEqual(bytes);
      expect(readJournal(path, { salvage: true }).damage?.code).toBe("journal_corrupt");
    }
  });

  it("nor is another program's database, or one with planted triggers", () => {
    const folder = testFolder();
    altered(join(folder, "other.db"), "CREATE TABLE notes (text)");
    expect(faultOf(() => openJournal(join(folder, "other.db"), { clock })).message).toContain(
      "not a journal of tackle",
    );
    const path = written();
    altered(path, "CREATE TRIGGER evil AFTER INSERT ON facts BEGIN DELETE FROM blobs; END");
    expect(faultOf(() => openJournal(path, { clock })).message).toContain(
      "tables are not those of a journal",
    );
  });

  it("is another fault when it was written by a newer tackle, or is not there", () => {
    const path = written();
    altered(path, "PRAGMA user_version = 99");
    expect(faultOf(() => readJournal(path))).toMatchObject({ code: "journal_failed", hint: "update tackle" });
    expect(codeOf(() => readJournal(`${path}.none`))).toBe("session_unknown");
    expect(codeOf(() => openJournal(`${path}.none`, { clock }))).toBe("session_unknown");
  });
});

describe("a damaged file", () => {
  it("cut short anywhere gives a fault or all facts, and salvages a true beginning", () => {
    const original = written(2000);
    const whole = readJournal(original).facts;
    const path = join(testFolder(), "s-1.db");
    const { size } = statSync(original);
    for (let cut = 0; cut < size; cut += 1531) {
      copyFileSync(original, path);
      truncateSync(path, cut);
      expect(codeOf(() => readJournal(path))).toBe("journal_corrupt");
      const { facts, damage } = readJournal(path, { salvage: true });
      expect(damage?.code).toBe("journal_corrupt");
      expect(facts).toEqual(whole.slice(0, facts.length));
    }
  });

  it("with a page of noise gives a fault or all facts, and salvages a true beginning", () => {
    const original = written(2000);
    const whole = readJournal(original).facts;
    const path = join(testFolder(), "s-1.db");
    const { size } = statSync(original);
    let salvaged = 0;
    for (let page = 0; page < size; page += 4096) {
      const bytes = readFileSync(original);
      bytes.fill(0xa5, page, page + 4096);
      writeFileSync(path, bytes);
      const { facts } = readJournal(path, { salvage: true });
      expect(facts).toEqual(whole.slice(0, facts.length));
      expect(["journal_corrupt", "none"]).toContain(codeOf(() => readJournal(path)));
      salvaged += facts.length;
    }
    expect(salvaged).toBeGreaterThan(0);
  });
});
