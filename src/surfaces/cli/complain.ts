/** One line on stderr for what went wrong, and one for what to do. */
import { sanitizeLine } from "../sanitize.ts";

/** `tackle: <message>` and `  → <hint>`, safe for a terminal. */
export function complaint(message: string, hint: string): string {
  const advice = hint === "" ? "" : `  → ${sanitizeLine(hint)}\n`;
  return `tackle: ${sanitizeLine(message)}\n${advice}`;
}
