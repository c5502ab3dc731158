/** The one line that is written over: what has been going on for more than a second. */
import { duration } from "../wording.ts";
import { sanitizeLine } from "../sanitize.ts";
import type { Terminal } from "./terminal.ts";

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const erase = "\r\u{1b}[K";

/** A status line at the foot of the scrollback. Nothing of it stays; on a terminal that is not live it does nothing. */
export class Spinner {
  readonly #terminal: Terminal;
  readonly #timer: NodeJS.Timeout | undefined;
  #activity = "";
  #detail = "";
  #since = 0;
  #frame = 0;
  #drawn = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
    this.#timer = terminal.live ? setInterval(() => this.#draw(), 120) : undefined;
    this.#timer?.unref();
  }

  /** Says what is going on from now; the empty text is nothing. */
  begin(activity: string): void {
    this.#activity = activity;
    this.#detail = "";
    this.#since = Date.now();
    if (activity === "") this.clear();
  }

  /** The newest words of the thing that is going on. */
  detail(text: string): void {
    const line = text.trimEnd().split("\n").at(-1) ?? "";
    if (line.trim() !== "") this.#detail = line;
  }

  /** Takes the line away, so that lasting lines can be written; it comes back with the next frame. */
  clear(): void {
    if (this.#drawn) this.#terminal.out(erase);
    this.#drawn = false;
  }

  close(): void {
    clearInterval(this.#timer);
    this.clear();
  }

  #draw(): void {
    const elapsed = Date.now() - this.#since;
    if (this.#activity === "" || elapsed < 1000) return;
    this.#frame = (this.#frame + 1) % frames.length;
    const parts = [`${frames[this.#frame] ?? ""} ${duration(elapsed)}`, this.#activity, this.#detail];
    const line = parts.filter((part) => part !== "").map(sanitizeLine);
    // One column stays free: some terminals scroll when the last one is written.
    this.#terminal.out(erase + fit(line.join(" · "), this.#terminal.columns() - 1));
    this.#drawn = true;
  }
}

/** The head of a text that fits so many columns. Whatever may be wide counts two. */
export function fit(text: string, columns: number): string {
  let width = 0;
  let fitting = "";
  for (const character of text) {
    width += (character.codePointAt(0) ?? 0) >= 0x1100 && !frames.includes(character) ? 2 : 1;
    if (width > columns) return fitting;
    fitting += character;
  }
  return fitting;
}
