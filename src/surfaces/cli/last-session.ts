/** The session that `--continue` means. */
import { Fault, listSessions } from "../../index.ts";
import { readSurroundings } from "./surroundings.ts";
import { workspace } from "./workspace.ts";

/** The last session of the folder. Throws `Fault("session_unknown")` when there is none. */
export function lastSession(cwd = "."): string {
  const root = workspace(cwd);
  const [last] = listSessions(readSurroundings(process.env).state, { root }).sessions;
  if (last) return last.session_id;
  throw new Fault("session_unknown", `there is no session in ${root} yet`, 'begin one: tackle run "<task>"');
}
