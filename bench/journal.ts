/** How fast the journal is: appends, durable groups, reopening and searching. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock as clock } from "../src/core/clock.ts";
import type { FactBody } from "../src/core/fact.ts";
import { readJournal } from "../src/core/reader.ts";
import { sessionFolder } from "../src/core/library.ts";
import { searchSessions } from "../src/core/search.ts";
import { createJournal, openJournal } from "../src/core/store.ts";
import { median, printFigure } from "./figure.ts";

const folder = mkdtempSync(join(process.argv[2] ?? tmpdir(), "tackle-bench-"));
const fact = (index: number): FactBody => ({
  type: "call.returned",
  call: `k${index}`,
  cell: `c${index}`,
  value: "x".repeat(400),
});

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Milliseconds of processor time that this process had meanwhile: what others do on the machine does not add to it. */
function busy(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const tell = (name: string, value: number, unit: string, n: number): void =>
  printFigure({ name, value, unit, n });

try {
  const created = await timed(() => createJournal(folder, { id: "s-0", clock }).close());
  tell("journal create and close, first in a process", created, "ms", 1);

  const journal = createJournal(folder, { id: "s-1", clock });
  const single = await timed(() => {
    for (let index = 0; index < 5000; index += 1) journal.append(fact(index));
  });
  tell("append, one fact a transaction", (single / 5000) * 1000, "us/fact", 5000);

  const durable: number[] = [];
  for (let index = 0; index < 200; index += 1)
    durable.push(
      await timed(() => {
        journal.append(fact(index));
        return journal.sync();
      }),
    );
  tell("append and sync, median", median(durable), "ms", 200);

  const grouped = await timed(async () => {
    for (let group = 0; group < 400; group += 1) {
      journal.append(...Array.from({ length: 50 }, (_, index) => fact(index)));
      await journal.sync();
    }
  });
  tell("append in groups of 50, each synced", 20_000 / (grouped / 1000), "facts/s", 20_000);

  const rest = 100_000 - journal.facts.length;
  for (let index = 0; index < rest; index += 100)
    journal.append(...Array.from({ length: 100 }, (_, at) => fact(index + at)));
  journal.close();
  const path = join(folder, "s-1.db");
  const reopened: number[] = [];
  const read: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    reopened.push(await timed(() => openJournal(path, { clock }).close()));
    read.push(await timed(() => readJournal(path)));
  }
  tell("reopen 100,000 facts of 450 B, verified", median(reopened), "ms", 5);
  const reopening = Array.from({ length: 5 }, () => busy(() => openJournal(path, { clock }).close()));
  tell("reopen 100,000 facts, processor time", median(reopening), "ms", 5);
  tell("read 100,000 facts of 450 B, verified", median(read), "ms", 5);
  await searching();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** 200 sessions of 500 facts in ten projects, of words that are as unevenly common as those of a language. */
async function searching(): Promise<void> {
  const state = join(folder, "many");
  const words = Array.from({ length: 3000 }, (_, index) => `w${((index * 7919) % 3000).toString(36)}`);
  let word = 1;
  const chance = (): number => {
    word = (Math.imul(word, 1_103_515_245) + 12_345) >>> 0;
    return word / 2 ** 32;
  };
  const text = (): string =>
    Array.from({ length: 60 }, () => words[Math.floor(chance() ** 2 * 3000)]).join(" ");
  for (let number = 0; number < 200; number += 1) {
    const root = `/work/project${number % 10}`;
    const journal = createJournal(sessionFolder(state, root), { id: `s-${number}`, clock });
    const opened: FactBody = {
      type: "session.opened",
      task: text(),
      root,
      options: { model: "m", sandbox: "none", budget: {} },
      tackle: "0",
    };
    const rest = Array.from({ length: 499 }, (): FactBody => ({ type: "task.added", text: text() }));
    journal.append(opened, ...rest, { type: "task.added", text: number === 77 ? "a needle" : "hay" });
    journal.close();
  }
  tell(
    "search 100,000 facts of 200 sessions, the first time",
    await timed(() => searchSessions(state, "needle")),
    "ms",
    1,
  );
  const asked = {
    "a rare word": "needle",
    "a common word": words[0] ?? "",
    "three common words": words.slice(0, 3).join(" "),
  };
  for (const [name, query] of Object.entries(asked)) {
    const times: number[] = [];
    for (let round = 0; round < 7; round += 1) times.push(await timed(() => searchSessions(state, query)));
    tell(`search 100,000 facts of 200 sessions, ${name}`, median(times), "ms", 7);
    const searched = Array.from({ length: 7 }, () => busy(() => searchSessions(state, query)));
    tell(`search, ${name}, processor time`, median(searched), "ms", 7);
  }
}
