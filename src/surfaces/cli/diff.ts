/** `tackle diff`: what a session changed, as a unified diff. */
import { sessionDiff } from "../../index.ts";
import { paintDiff } from "../closing.ts";
import { jsonLine } from "./json-line.ts";
import { createStyle } from "../style.ts";
import { readSurroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";
import type { DiffWish } from "./wish.ts";

/** Prints the net changes of the session named by its id or the start of it, and returns the exit code. */
export async function diff({ session, format }: DiffWish, terminal: Terminal): Promise<number> {
  const { changes, text } = await sessionDiff(readSurroundings(process.env).state, session);
  if (format !== "text") terminal.out(jsonLine(changes));
  else if (changes.length > 0)
    terminal.out(`${paintDiff(text, createStyle(terminal.color), Infinity).slice(1).join("\n")}\n`);
  return 0;
}
