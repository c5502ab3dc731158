/** `tackle fork`: a second session that shares the past of one and nothing else. */
import { forkSession } from "../../index.ts";
import { jsonLine } from "./json-line.ts";
import type { PastWish } from "./past-wish.ts";
import { sanitizeLine } from "../sanitize.ts";
import { createStyle } from "../style.ts";
import { readSurroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";

/** Forks, and returns the exit code: 3 when some paths hold what someone else made of them. */
export async function fork(
  { sessions: [session = ""], at, into, format }: PastWish,
  terminal: Terminal,
): Promise<number> {
  const { state } = readSurroundings(process.env);
  const forked = await forkSession({
    state,
    session,
    ...(at !== undefined && { at }),
    ...(into !== undefined && { into }),
  });
  const code = forked.conflicts.length > 0 ? 3 : 0;
  if (format === "json") {
    terminal.out(jsonLine(forked));
    return code;
  }
  const style = createStyle(terminal.color);
  const lines = [
    ...forked.conflicts.map(
      ({ path, reason }) => `  ${style.bad("as it is now")} ${sanitizeLine(path)}: ${sanitizeLine(reason)}`,
    ),
    `${forked.session} goes on from ${forked.at} of ${forked.from}, in a ${forked.kind} of its own: ${sanitizeLine(forked.root)}`,
    style.dim(`  tackle resume ${forked.session}`),
  ];
  terminal.out(`${lines.join("\n")}\n`);
  return code;
}
