/** `tackle resume`: carries a session on, with a further word or without. */
import { findSession, readJournal, resumeSession, viewSession, type ResumeOptions } from "../../index.ts";
import type { Format, Limits, ResumeWish } from "./wish.ts";
import { budgetOf } from "./budget.ts";
import { carry } from "./carry.ts";
import { groundsFor } from "./grounds.ts";
import { modelSurroundings } from "./model-surroundings.ts";
import type { Terminal } from "./terminal.ts";

/** Resumes the session named by its id or the start of it, and returns the exit code. */
export async function resume(wish: ResumeWish, terminal: Terminal): Promise<number> {
  return goOn(wish, terminal);
}

/** How a session goes on. */
export interface Onward {
  readonly session: string;
  /** A further word of the user. */
  readonly say?: string;
  readonly limits: Limits;
  readonly format: Format;
  /** In a stream: replies while they come, too. */
  readonly partial?: boolean;
  /** The file of `--settings`. */
  readonly settings?: string;
  /** What holds from here on. */
  readonly options?: ResumeOptions["options"];
}

/** Carries the session on and returns the exit code. */
export async function goOn(onward: Onward, terminal: Terminal): Promise<number> {
  const { session, say, limits, format, options, partial } = onward;
  const surroundings = modelSurroundings(process.env);
  const { id, facts } = readJournal(findSession(surroundings.state, session));
  const view = viewSession(facts);
  // A limit that is given replaces its kind; the others stay as the session was opened.
  const budget = { ...view.options.budget, ...budgetOf(limits) };
  const carried = { format, session: id, resumed: view, ...(partial && { partial }) };
  return carry(terminal, carried, async (bearing) => {
    const { settings, trusted } = await groundsFor(view.root, onward, bearing);
    const { rules } = settings;
    return resumeSession(id, {
      surroundings,
      ...bearing,
      rules,
      trusted,
      budget,
      ...(say !== undefined && { say }),
      ...(options && { options }),
    });
  });
}
