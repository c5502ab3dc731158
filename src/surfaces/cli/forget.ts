/** `tackle forget`: takes texts out of sessions for good. */
import { Fault, forgetTexts } from "../../index.ts";
import { jsonLine } from "./json-line.ts";
import type { PastWish } from "./past-wish.ts";
import { readSurroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";

/** Forgets, and returns the exit code. */
export async function forget(
  { sessions: [session], pattern, format }: PastWish,
  terminal: Terminal,
): Promise<number> {
  if (session === undefined && pattern === undefined)
    throw new Fault(
      "bad_usage",
      "forget needs a session, or --pattern <text>",
      "tackle forget s-…; tackle forget --pattern hunter2",
    );
  const { state } = readSurroundings(process.env);
  const forgotten = await forgetTexts({
    state,
    ...(session !== undefined && { session }),
    ...(pattern !== undefined && { pattern }),
  });
  if (format === "json") {
    terminal.out(jsonLine(forgotten));
    return 0;
  }
  const lines = forgotten.map(
    ({ session: id, facts, blobs, images }) =>
      `${id}: texts of ${facts} facts and ${blobs} blobs are gone for good${images ? ", and its before-images: it cannot be undone" : ""}; tackle verify ${id}`,
  );
  terminal.out(`${lines.length === 0 ? "nothing to forget: it is nowhere" : lines.join("\n")}\n`);
  return 0;
}
