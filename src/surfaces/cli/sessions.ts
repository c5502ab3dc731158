/** `tackle sessions`: the sessions there are, newest first. */
import { listSessions, type SessionSummary } from "../../index.ts";
import type { Format } from "./wish.ts";
import { complaint } from "./complain.ts";
import { jsonLine } from "./json-line.ts";
import { sanitizeLine } from "../sanitize.ts";
import { fit } from "./spinner.ts";
import { createStyle, type Style } from "../style.ts";
import { readSurroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";

/** Prints them and returns the exit code. A journal that cannot be read is named on stderr, and hides no other. */
export function sessions(format: Format, terminal: Terminal): number {
  const { sessions: found, unreadable } = listSessions(readSurroundings(process.env).state);
  for (const { fault } of unreadable) terminal.error(complaint(fault.message, fault.hint));
  if (format !== "text") {
    terminal.out(jsonLine(found));
    return 0;
  }
  const style = createStyle(terminal.color);
  if (found.length === 0) terminal.out('no sessions yet; begin one with: tackle run "<task>"\n');
  else terminal.out(`${found.map((session) => row(session, terminal, style)).join("\n")}\n`);
  return 0;
}

function row(session: SessionSummary, terminal: Terminal, style: Style): string {
  const reason = session.stop_reason ?? "open";
  const when = new Date(session.last_at).toISOString().slice(0, 16).replace("T", " ");
  const head = `${session.session_id}  ${when}  `;
  const words = sanitizeLine(`${session.task} (${session.cwd})`);
  // A pipe gets the whole line, a screen what fits it.
  const room = Math.max(20, terminal.columns() - head.length - 14);
  const color = reason === "verified" || reason === "answered" ? style.good : style.dim;
  return `${head}${color(reason.padEnd(12))}  ${terminal.live ? fit(words, room) : words}`;
}
