/** `tackle resume`: carries an interrupted session on. */
import { findSession, readJournal, resumeSession, viewSession } from "../../index.ts";
import type { ResumeWish } from "./wish.ts";
import { budgetOf } from "./budget.ts";
import { carry } from "./carry.ts";
import { rulesFor } from "./settings.ts";
import { readSurroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";

/** Resumes the session named by its id or the start of it, and returns the exit code. */
export async function resume({ session, limits, format }: ResumeWish, terminal: Terminal): Promise<number> {
  const surroundings = readSurroundings(process.env);
  const { id, facts } = readJournal(findSession(surroundings.state, session));
  const view = viewSession(facts);
  // A limit that is given replaces its kind; the others stay as the session was opened.
  const budget = { ...view.options.budget, ...budgetOf(limits) };
  return carry(terminal, { format, session: id, resumed: view }, async (bearing) => {
    const rules = rulesFor(view.root, process.env, (line) => bearing.watch.onNotice?.(line));
    return resumeSession(id, { surroundings, ...bearing, rules, budget });
  });
}
