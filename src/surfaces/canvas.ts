/** What painting is done on. */
import type { Style } from "./style.ts";

/** `lines` bounds one block of code or output. */
export interface Canvas {
  readonly style: Style;
  readonly columns: number;
  readonly lines: number;
  /** How the lines of sanitized code look; absent: dim. */
  readonly code?: (code: string, language: string) => readonly string[];
}
