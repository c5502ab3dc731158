/** A program for the journal's tests: opens or creates a journal and does one thing with it, telling on stdout. */
import { dirname } from "node:path";
import { systemClock as clock } from "../../src/core/clock.ts";
import { toFault } from "../../src/core/fault.ts";
import { lockWorkspace } from "../../src/core/lock.ts";
import { createJournal, openJournal } from "../../src/core/store.ts";

const [work, path = "", more = ""] = process.argv.slice(2);
const tell = (line: unknown): void => void process.stdout.write(`${String(line)}\n`);

try {
  if (work === "lock") {
    lockWorkspace(path, more, `s-${process.pid}`);
    tell("locked");
    process.stdin.resume();
  } else if (work === "hold") {
    openJournal(path, { clock });
    tell("open");
    process.stdin.resume();
  } else {
    const journal =
      more === "new" ? createJournal(dirname(path), { id: "s-1", clock }) : openJournal(path, { clock });
    // "fill" goes on until the disk is full; "loop" until it is killed.
    for (let count = 0; ; count += 1) {
      const value = "x".repeat(work === "fill" ? 2000 : (count * 37) % 9000);
      const [last] = journal
        .append({ type: "call.returned", call: `k${count}`, cell: "c1", value })
        .toReversed();
      tell(`${last?.seq} ${journal.head}`);
      if (count % 50 === 0) await journal.sync();
    }
  }
} catch (error) {
  const { code, message } = toFault(error);
  tell(`fault ${code} ${message}`);
  process.exitCode = 3;
}
