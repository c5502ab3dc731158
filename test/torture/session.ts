/** A program for torture: runs or resumes a session, and kills itself before or after a commit to the journal. */
import { systemClock } from "../../src/core/clock.ts";
import { resumeSession, runTask } from "../../src/index.ts";
import type { Order } from "./order.ts";

const order: Order = JSON.parse(process.argv[2] ?? "");
const { root, state, model, session, kill } = order;

const end = (): void => {
  process.kill(process.pid, "SIGKILL");
  for (;;); // the signal is on its way
};
if (kill?.side === "before") {
  // The journal looks at the clock right before each commit, and a session once for its name.
  let left = kill.commit + (session === undefined ? 1 : 0);
  const now = systemClock.now.bind(systemClock);
  Object.assign(systemClock, {
    now: () => {
      left -= 1;
      if (left === 0) end();
      return now();
    },
  });
}
let commits = 0;
const watch = {
  onFact: () => {
    commits += 1;
    if (kill?.side === "after" && commits === kill.commit) end();
  },
};
const path = process.env["PATH"] ?? "";
const given = {
  surroundings: { state, path, keys: {}, version: "0" },
  signal: new AbortController().signal,
  watch,
};
const result =
  session === undefined
    ? await runTask({ ...given, task: "torture", cwd: root, model, sandbox: "auto", budget: {} })
    : await resumeSession(session, given);
console.log(JSON.stringify({ session: result.session, commits, stop: result.stop.reason }));
process.exit(0);
