/** `tackle evidence`: what proves a session's change, or does not, and what remains open. */
import { findSession, readJournal, viewSession, type Evidence } from "../../index.ts";
import { paintEvidence } from "../closing.ts";
import { complaint } from "./complain.ts";
import { jsonLine } from "./json-line.ts";
import { contractWords } from "../paint-contract.ts";
import { sanitizeLine } from "../sanitize.ts";
import { createStyle, type Style } from "../style.ts";
import { readSurroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";
import type { DiffWish } from "./wish.ts";

/** Prints the last evidence of the session named by its id or the start of it, and returns the exit code: 0 proven, 3 not. */
export async function evidence({ session, format }: DiffWish, terminal: Terminal): Promise<number> {
  const { state } = readSurroundings(process.env);
  const found = viewSession(readJournal(findSession(state, session)).facts).evidence;
  if (format !== "text") terminal.out(jsonLine(found ?? null));
  if (!found) {
    if (format === "text")
      terminal.error(complaint("nothing was claimed in this session", `tackle show ${session}`));
    return 3;
  }
  const style = createStyle(terminal.color);
  if (format === "text")
    terminal.out(`${[...paintEvidence(found, style), ...paintRest(found, style)].join("\n")}\n`);
  return found.proven ? 0 : 3;
}

/** What the five lines leave out. */
function paintRest(bundle: Evidence, style: Style): readonly string[] {
  const part = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : ["", style.bold(title), ...lines.map((line) => `  ${sanitizeLine(line)}`)];
  const { reasons, findings = [], runs = [], assumptions = [], untried = [], risks = [] } = bundle;
  return [
    ...part("contract", bundle.contract ? contractWords(bundle.contract).split(" · ") : []),
    ...part("reasons", reasons),
    ...part(
      "findings",
      findings.map(({ handle, sensor, message }) => `${handle ?? ""} ${sensor}: ${message}`),
    ),
    ...part(
      "runs",
      runs.map(({ sensor, on, verdict, milliseconds, tally }) => {
        const counts = tally ? `, ${tally.passed} pass, ${tally.failed} fail` : "";
        return `${verdict} ${sensor} on ${on}${counts} (${milliseconds} ms)`;
      }),
    ),
    ...part("assumed", assumptions),
    ...part("not tried", untried),
    ...part("risks", risks),
  ];
}
