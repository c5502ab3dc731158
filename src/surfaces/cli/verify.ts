/** `tackle verify`: whether a session's journal is what was written. */
import { verifySession } from "../../index.ts";
import { complaint } from "./complain.ts";
import { jsonLine } from "./json-line.ts";
import type { PastWish } from "./past-wish.ts";
import { readSurroundings } from "./surroundings.ts";
import type { Terminal } from "./terminal.ts";

/** Verifies, and returns the exit code: 1 when something is not as it was written, or the given head is not in it. */
export function verify({ sessions: [session = ""], head, format }: PastWish, terminal: Terminal): number {
  const { damage, ...found } = verifySession(readSurroundings(process.env).state, session, head);
  const missing = head !== undefined && found.at === undefined && damage === undefined;
  const intact = damage === undefined && !missing;
  if (format === "json")
    terminal.out(jsonLine({ ...found, intact, ...(damage && { damage: damage.message }) }));
  else {
    const forgotten = found.forgotten > 0 ? `; texts of ${found.forgotten} were forgotten` : "";
    const at = found.at === undefined ? "" : `; the head that was given is that of fact ${found.at}`;
    terminal.out(
      `${found.session}: ${found.facts} facts and ${found.blobs} blobs ${damage ? "before the damage " : ""}are as they were written${forgotten}${at}\nhead ${found.head}\n`,
    );
  }
  if (damage) terminal.error(complaint(damage.message, damage.hint));
  if (missing)
    terminal.error(
      complaint(
        `no fact of ${found.session} has the head ${head}`,
        "facts are gone from its end, or it was rewritten; or the head is that of another session",
      ),
    );
  return intact ? 0 : 1;
}
