/** `tackle sessions --search words` and `--du`: sessions by what is in them, and by what they take. */
import { searchSessions, sizeSessions } from "../../index.ts";
import { jsonLine } from "./json-line.ts";
import type { PastWish } from "./past-wish.ts";
import { sanitizeLine } from "../sanitize.ts";
import { readSurroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";

/** Prints them and returns the exit code. */
export function findSessions({ search, format }: PastWish, terminal: Terminal): number {
  const { state } = readSurroundings(process.env);
  if (search !== undefined) {
    const found = searchSessions(state, search);
    const lines = found.map(
      ({ session_id, task, cwd }) => `${session_id}  ${sanitizeLine(`${task} (${cwd})`)}`,
    );
    terminal.out(
      format === "json"
        ? jsonLine(found)
        : `${lines.length === 0 ? "no session has these words" : lines.join("\n")}\n`,
    );
    return 0;
  }
  const sized = sizeSessions(state);
  const kib = (bytes: number): string => `${Math.ceil(bytes / 1024)} KiB`;
  const lines = sized.map(
    ({ session_id, journal_bytes, scratch_bytes, task }) =>
      `${session_id}  journal ${kib(journal_bytes)}, before-images ${kib(scratch_bytes)}  ${sanitizeLine(task)}`,
  );
  const total = sized.reduce((sum, each) => sum + each.journal_bytes + each.scratch_bytes, 0);
  terminal.out(
    format === "json"
      ? jsonLine(sized)
      : `${[...lines, `${sized.length} sessions, ${kib(total)}`].join("\n")}\n`,
  );
  return 0;
}
