/** `tackle replay`: a recorded session run again, and the first step that comes otherwise. */
import { replaySession, type Replayed } from "../../index.ts";
import { openInterrupt } from "./interrupt.ts";
import { jsonLine } from "./json-line.ts";
import { paintParting } from "./paint-parting.ts";
import type { PastWish } from "./past-wish.ts";
import { sanitizeLine } from "../sanitize.ts";
import { createStyle } from "../style.ts";
import { readSurroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";

/** Replays, and returns the exit code: 3 when it took another way. */
export async function replay(
  { sessions: [session = ""], live, format }: PastWish,
  terminal: Terminal,
): Promise<number> {
  const interrupt = openInterrupt(
    () => terminal.error("stopping…\n"),
    () => process.exit(130),
  );
  try {
    const surroundings = readSurroundings(process.env);
    const replayed = await replaySession({
      session,
      surroundings,
      signal: interrupt.signal,
      ...(live !== undefined && { live }),
    });
    if (format === "json") terminal.out(jsonLine(replayed));
    else terminal.out(`${paint(replayed, terminal).join("\n")}\n`);
    return replayed.parting ? 3 : 0;
  } finally {
    interrupt.close();
  }
}

function paint({ session, steps, parting, kept, foreign }: Replayed, terminal: Terminal): readonly string[] {
  const style = createStyle(terminal.color);
  const told = kept
    ? [
        `${kept.session} went on for real in ${sanitizeLine(kept.root)}: ${kept.stop}`,
        style.dim(`  tackle compare ${session} ${kept.session}`),
      ]
    : parting
      ? [
          `${session} takes another way at step ${parting.index + 1} of ${steps}:`,
          ...paintParting(parting, ["recorded", "today"], style),
        ]
      : [`${session}: all ${steps} steps came as they were recorded`];
  const began = foreign
    .slice(0, 5)
    .map(
      (path) =>
        `  ${style.bad("not as it was then")} ${sanitizeLine(path)}: someone else has changed it since`,
    );
  return [...began, ...told];
}
