/** A program for crash.test.ts: fills /mnt, makes space again, and goes on with the same journal. */
import { rmSync, writeFileSync } from "node:fs";
import { systemClock as clock } from "../../src/core/clock.ts";
import type { FactBody } from "../../src/core/fact.ts";
import { toFault } from "../../src/core/fault.ts";
import { createJournal, openJournal } from "../../src/core/store.ts";

const fact = (value: string): FactBody => ({ type: "call.returned", call: "k", cell: "c", value });
writeFileSync("/mnt/ballast", Buffer.alloc(150_000));
const journal = createJournal("/mnt/project", { id: "s-1", clock });
try {
  for (;;) journal.append(fact("x".repeat(2000)));
} catch (error) {
  console.log(toFault(error).code);
}
rmSync("/mnt/ballast");
journal.append(fact("after"));
console.log("appended");
const { head } = journal;
journal.close();
const again = openJournal("/mnt/project/s-1.db", { clock });
console.log(again.head === head ? "reopened with all" : "something is missing");
again.close();
