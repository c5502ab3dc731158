/** A program for torture: runs or resumes a session, and kills itself before or after a commit to the journal. */
import { resumeSession, runTask } from "../../src/index.ts";
import { countCommits } from "./kill.ts";
import type { Order } from "./order.ts";
import { sayOnce } from "./say-once.ts";

const order: Order = JSON.parse(process.argv[2] ?? "");
const { root, state, model, session, step } = order;

// A new session looks at the clock once for its name.
const commits = countCommits(order, session === undefined ? 1 : 0);
const path = process.env["PATH"] ?? "";
const given = {
  surroundings: { state, path, keys: {}, version: "0" },
  signal: new AbortController().signal,
  watch: { onFact: commits.onFact },
  ...(step && { replayed: { model: sayOnce(step), facts: [] } }),
};
const result =
  session === undefined
    ? await runTask({ ...given, task: step?.say ?? "torture", cwd: root, model, sandbox: "auto", budget: {} })
    : await resumeSession(session, { ...given, ...(step && !step.begun && { say: step.say }) });
console.log(JSON.stringify({ session: result.session, commits: commits.count(), stop: result.stop.reason }));
process.exit(0);
