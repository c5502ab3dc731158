/** `tackle rewind`: takes chat, files and variables of a session back together. */
import { rewindSession, type Rewound, type RuleTexts } from "../../index.ts";
import { variablesTold } from "../wording.ts";
import { jsonLine } from "./json-line.ts";
import { settingsFor } from "./layers.ts";
import type { PastWish } from "./past-wish.ts";
import { sanitizeLine } from "../sanitize.ts";
import { createStyle, type Style } from "../style.ts";
import { readSurroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";
import { trustOf } from "./trust.ts";

/** Rewinds, and returns the exit code: 3 when something was left alone. */
export async function rewind(
  { sessions: [session = ""], to, undo, format }: PastWish,
  terminal: Terminal,
): Promise<number> {
  const surroundings = readSurroundings(process.env);
  const { state } = surroundings;
  const variables = { surroundings, rules: (root: string) => rulesOf(root, state) };
  const rewound = await rewindSession({ state, session, undo, variables, ...(to !== undefined && { to }) });
  if (format === "json") terminal.out(jsonLine(rewound));
  else terminal.out(`${paint(rewound, undo, createStyle(terminal.color)).join("\n")}\n`);
  return rewound.conflicts.length > 0 ? 3 : 0;
}

function rulesOf(root: string, state: string): readonly RuleTexts[] {
  const trusted = trustOf(root, state).state === "trusted";
  return settingsFor(root, { environment: process.env, trusted, notice: () => {} }).rules;
}

const listed = (names: readonly string[]): string => (names.length === 0 ? "none" : names.join(", "));

function paint(
  { session, to, cells, paths, conflicts, ignored, variables, lost, milliseconds }: Rewound,
  undo: boolean,
  style: Style,
): readonly string[] {
  return [
    ...paths
      .slice(0, 40)
      .map((path) => `  ${style.good(undo ? "as before" : "taken back")} ${sanitizeLine(path)}`),
    ...(paths.length > 40 ? [`  and ${paths.length - 40} more`] : []),
    ...conflicts.map(
      ({ path, reason }) => `  ${style.bad("left as it is")} ${sanitizeLine(path)}: ${sanitizeLine(reason)}`,
    ),
    ...(ignored > 0 ? [`  ${ignored} changes to files that git ignores stay as they are`] : []),
    `${session} stands at ${to}: cells ${undo ? "that count again" : "taken back"}: ${listed(cells)}; files: ${paths.length}; variables: ${variablesTold(variables, lost)} (${Math.round(milliseconds)} ms)`,
    style.dim(`  tackle resume ${session}`),
    ...(undo ? [] : [style.dim(`  tackle rewind ${session} --undo`)]),
  ];
}
