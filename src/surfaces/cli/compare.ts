/** `tackle compare`: two sessions side by side. */
import { compareSessions, type Comparison } from "../../index.ts";
import { jsonLine } from "./json-line.ts";
import { paintParting } from "./paint-parting.ts";
import type { PastWish } from "./past-wish.ts";
import { sanitizeLine } from "../sanitize.ts";
import { createStyle } from "../style.ts";
import { readSurroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";

/** Compares, and returns the exit code. */
export async function compare(
  { sessions: [first = "", second = ""], format }: PastWish,
  terminal: Terminal,
): Promise<number> {
  const comparison = await compareSessions(readSurroundings(process.env).state, first, second);
  if (format === "json") terminal.out(jsonLine(comparison));
  else terminal.out(`${paint(comparison, terminal).join("\n")}\n`);
  return 0;
}

function paint({ first, second, files, parting }: Comparison, terminal: Terminal): readonly string[] {
  const style = createStyle(terminal.color);
  const row = (name: string, of: (side: Comparison["first"]) => string | number): string =>
    `${name.padEnd(10)} ${sanitizeLine(String(of(first))).padEnd(28)} ${sanitizeLine(String(of(second)))}`;
  const listed = (name: string, paths: readonly string[]): readonly string[] =>
    paths.length === 0
      ? []
      : [
          `${name}: ${paths.slice(0, 12).map(sanitizeLine).join(", ")}${paths.length > 12 ? ` and ${paths.length - 12} more` : ""}`,
        ];
  return [
    style.bold(row("", ({ session }) => session)),
    row("model", ({ model }) => model),
    row("stop", ({ stop }) => stop ?? "open"),
    row("proven", ({ proven }) => (proven ? "yes" : "no")),
    row("turns", ({ turns }) => turns),
    row("cells", ({ cells }) => cells),
    row("tokens", ({ tokens }) => tokens),
    row("cost", ({ cost }) => (cost === null ? "unknown" : `$${cost.toFixed(4)}`)),
    row("time", ({ milliseconds }) => `${(milliseconds / 1000).toFixed(1)} s`),
    row("decisions", ({ decisions }) => decisions.at(-1) ?? "none"),
    ...listed("the same files", files.same),
    ...listed("different files", files.different),
    ...listed(`only ${first.session}`, files.onlyFirst),
    ...listed(`only ${second.session}`, files.onlySecond),
    ...(parting
      ? ["they part at:", ...paintParting(parting, [first.session, second.session], style)]
      : ["they took the same way"]),
  ];
}
