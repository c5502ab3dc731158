/** A program for crash.test.ts: fills a state folder under /mnt, or uses it when it is read-only. */
import { systemClock as clock } from "../../src/core/clock.ts";
import { Fault } from "../../src/core/fault.ts";
import { listSessions, sessionFolder } from "../../src/core/library.ts";
import { readJournal } from "../../src/core/reader.ts";
import { createJournal, openJournal } from "../../src/core/store.ts";

const folder = sessionFolder("/mnt/state", "/work");
const path = `${folder}/s-1.db`;

function codeOf(work: () => unknown): string {
  try {
    work();
    return "no fault";
  } catch (error) {
    return error instanceof Fault && error.hint !== "" ? error.code : String(error);
  }
}

if (process.argv[2] === "fill") {
  const journal = createJournal(folder, { id: "s-1", clock });
  const options = { model: "m", sandbox: "none", budget: {} };
  journal.append({ type: "session.opened", task: "t", root: "/work", options, tackle: "0" });
  journal.close();
  console.log("filled");
} else {
  console.log(codeOf(() => createJournal(folder, { id: "s-2", clock })));
  console.log(codeOf(() => openJournal(path, { clock })));
  console.log(`read ${readJournal(path).facts.length}`);
  console.log(`listed ${listSessions("/mnt/state").sessions.length}`);
}
