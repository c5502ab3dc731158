/** How fast the journal is: appends, durable groups, reopening. Prints one JSON line a figure. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock as clock } from "../src/core/clock.ts";
import type { FactBody } from "../src/core/fact.ts";
import { readJournal } from "../src/core/reader.ts";
import { createJournal, openJournal } from "../src/core/store.ts";

const folder = mkdtempSync(join(process.argv[2] ?? tmpdir(), "tackle-bench-"));
const fact = (index: number): FactBody => ({
  type: "call.returned",
  call: `k${index}`,
  cell: `c${index}`,
  value: "x".repeat(400),
});

function tell(name: string, value: number, unit: string, n: number): void {
  console.log(JSON.stringify({ name, value: Math.round(value * 1000) / 1000, unit, n }));
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

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
  tell("reopen 100,000 facts of 450 B, verified, median", median(reopened), "ms", 5);
  tell("read 100,000 facts of 450 B, verified, median", median(read), "ms", 5);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
