/** `tackle show`: one session as people read it, or its facts. */
import {
  failedRequest,
  Fault,
  findSession,
  readJournal,
  recallText,
  sessionDiff,
  viewSession,
  type Fact,
} from "../../index.ts";
import type { ShowWish } from "./wish.ts";
import { paintClosing, paintDiff, paintEvidence, paintSpending } from "../closing.ts";
import { complaint } from "./complain.ts";
import { jsonLine } from "./json-line.ts";
import { createPainter } from "../paint.ts";
import { sanitize } from "../sanitize.ts";
import { createStyle } from "../style.ts";
import { readSurroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";

/** Prints the session named by its id or the start of it, and returns the exit code. A damaged journal is shown up to the damage. */
export async function show({ session: name, cell, format }: ShowWish, terminal: Terminal): Promise<number> {
  const { state } = readSurroundings(process.env);
  const { id, facts, damage, head } = readJournal(findSession(state, name), { salvage: true });
  const code = damage ? damage.exitCode : 0;
  if (damage) terminal.error(complaint(damage.message, damage.hint));
  if (cell !== undefined) return showPart(facts, { id, cell, format }, terminal);
  if (format !== "text") {
    terminal.out(jsonLine(facts));
    return code;
  }
  if (facts.length === 0) return code;
  const style = createStyle(terminal.color);
  const painter = createPainter({ style, columns: terminal.columns(), lines: 400 });
  const view = viewSession(facts);
  const { stop, evidence } = view;
  const milliseconds = view.lastAt - view.openedAt;
  const diff = damage ? "" : (await sessionDiff(state, id)).text;
  const closing = stop
    ? paintClosing({ ...view, stop, session: id, milliseconds, diff, head }, { style, lines: 2000 })
    : [
        ...paintDiff(diff, style, 2000),
        ...(evidence ? ["", ...paintEvidence(evidence, style)] : []),
        "",
        "this session has not ended",
        style.dim(`  tackle resume ${id}`),
      ];
  terminal.out(
    `${[...facts.flatMap((fact) => painter.add(fact)), ...paintSpending(view.spending, style), ...closing].join("\n")}\n`,
  );
  return code;
}

/** One cell or turn, whole. */
async function showPart(
  facts: readonly Fact[],
  {
    id,
    cell,
    format,
  }: Omit<ShowWish, "type" | "session" | "cell"> & { readonly id: string; readonly cell: string },
  terminal: Terminal,
): Promise<number> {
  const text = cell === "request" ? await requestText(id) : await recallText(facts, cell);
  if (text === undefined)
    throw new Fault(
      "bad_usage",
      `session ${id} has no ${cell}`,
      `tackle show ${id} --cell index names what it has`,
    );
  terminal.out(format === "text" ? `${sanitize(text)}\n` : jsonLine({ session_id: id, handle: cell, text }));
  return 0;
}

/** The request that a provider did not answer: where it went, then the body. */
async function requestText(id: string): Promise<string | undefined> {
  const sent = await failedRequest(readSurroundings(process.env).state, id);
  return sent && `POST ${sent.url}\n\n${JSON.stringify(JSON.parse(sent.body), undefined, 2)}`;
}
