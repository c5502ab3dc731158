/** `tackle resume`: carries an interrupted session on. */
import { findSession, readJournal, resumeSession, viewSession } from "../../index.ts";
import type { Format } from "./wish.ts";
import { carry } from "./carry.ts";
import { readSurroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";

/** Resumes the session named by its id or the start of it, and returns the exit code. */
export async function resume(name: string, format: Format, terminal: Terminal): Promise<number> {
  const surroundings = readSurroundings(process.env);
  const { id, facts } = readJournal(findSession(surroundings.state, name));
  const carried = { format, session: id, resumed: viewSession(facts) };
  return carry(terminal, carried, (signal, watch) => resumeSession(id, { surroundings, signal, watch }));
}
