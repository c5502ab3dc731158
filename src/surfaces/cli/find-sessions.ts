/** `tackle sessions --search words` and `--du`: sessions by what is in them, and by what they take. */
import { overdue, searchSessions, sizeSessions } from "../../index.ts";
import { jsonLine } from "./json-line.ts";
import type { PastWish } from "./past-wish.ts";
import { readRetention, retentionWords } from "./retention.ts";
import { sanitizeLine } from "../sanitize.ts";
import { createStyle } from "../style.ts";
import { readSurroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";

/** Prints them and returns the exit code. */
export function findSessions(wish: PastWish, terminal: Terminal): number {
  const { state } = readSurroundings(process.env);
  return wish.search === undefined
    ? showSizes(state, wish.format, terminal)
    : search(state, { words: wish.search, format: wish.format }, terminal);
}

function search(
  state: string,
  { words, format }: { readonly words: string; readonly format: PastWish["format"] },
  terminal: Terminal,
): number {
  let told = false;
  const found = searchSessions(state, words, {
    onLong(left) {
      if (!told) terminal.error(`reading ${left} sessions that were not searched before…\n`);
      told = true;
    },
  });
  if (format === "json") {
    terminal.out(jsonLine(found));
    return 0;
  }
  const style = createStyle(terminal.color);
  const lines = found.flatMap(({ session_id, task, cwd, fact, excerpt }) => [
    `${session_id}  ${sanitizeLine(`${task} (${cwd})`)}`,
    style.dim(`  ${fact}: ${sanitizeLine(excerpt)}`),
  ]);
  terminal.out(`${lines.length === 0 ? "no session has these words" : lines.join("\n")}\n`);
  return 0;
}

const size = (bytes: number): string =>
  bytes < 10 * 2 ** 20 ? `${Math.ceil(bytes / 1024)} KiB` : `${Math.round(bytes / 2 ** 20)} MiB`;

function showSizes(state: string, format: PastWish["format"], terminal: Terminal): number {
  const sized = sizeSessions(state);
  if (format === "json") {
    terminal.out(jsonLine(sized));
    return 0;
  }
  const retention = readRetention(process.env);
  const due = overdue(sized, retention, Date.now());
  const total = sized.reduce((sum, each) => sum + each.journal_bytes + each.scratch_bytes, 0);
  const lines = [
    ...sized.map(
      ({ session_id, journal_bytes, scratch_bytes, task }) =>
        `${session_id}  journal ${size(journal_bytes)}, before-images ${size(scratch_bytes)}  ${sanitizeLine(task)}`,
    ),
    `${sized.length} sessions, ${size(total)}; ${retentionWords(retention)}`,
    ...(due.length > 0
      ? [`${due.length} go after the next run: ${due.map((each) => each.session_id).join(", ")}`]
      : []),
  ];
  terminal.out(`${lines.join("\n")}\n`);
  return 0;
}
