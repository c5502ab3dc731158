/** The rows at the foot of the terminal, put together from what is going on. */
import { Sanitizer } from "../sanitize.ts";
import { sanitizeLine } from "../sanitize.ts";
import type { Style } from "../style.ts";
import { duration } from "../wording.ts";
import { cut, wrap } from "./kit.ts";
import type { Panel } from "./picker.ts";
import type { Prose } from "./prose.ts";

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
/** Rows of a running program's output. */
const tailRows = 5;
/** Of its output so many characters are kept for that. */
const tailKept = 4_000;

/** What the foot shows, changed in place by whoever owns it. */
export class Foot {
  activity = "";
  meter = "";
  hint = "";
  waiting: readonly string[] = [];
  readonly #style: Style;
  readonly #prose: Prose;
  #since = 0;
  #cell = "";
  #output = "";
  #sanitizer = new Sanitizer();

  constructor(style: Style, prose: Prose) {
    this.#style = style;
    this.#prose = prose;
  }

  /** Something else goes on, and what a program printed before is in its outcome. */
  begin(activity: string): void {
    this.activity = activity;
    this.#since = Date.now();
    this.#output = "";
    this.#cell = "";
  }

  show(cell: string, text: string): void {
    if (cell !== this.#cell) [this.#cell, this.#output, this.#sanitizer] = [cell, "", new Sanitizer()];
    this.#output = (this.#output + this.#sanitizer.push(text)).slice(-tailKept);
  }

  rows(panel: Panel | undefined, columns: number, rows: number): readonly string[] {
    const { dim } = this.#style;
    const foot = [
      ...this.#queue(columns),
      ...this.#status(columns),
      ...(panel?.rows(columns, rows) ?? []),
      dim(cut(this.hint === "" ? this.meter : this.hint, columns)),
    ];
    const room = Math.max(0, rows - foot.length);
    const output = this.#tail(columns).slice(-Math.min(tailRows, room));
    const words = this.#prose.tail(columns).slice(-Math.max(0, room - output.length));
    return [...(room === output.length ? [] : words), ...output, ...foot].map((row) => cutTo(row, columns));
  }

  #tail(columns: number): readonly string[] {
    if (this.#output.trim() === "") return [];
    return this.#output
      .trimEnd()
      .split("\n")
      .slice(-tailRows)
      .map((line) => this.#style.dim(`  ${cut(line, columns - 2)}`));
  }

  #queue(columns: number): readonly string[] {
    return this.waiting.map((word) =>
      this.#style.dim(cut(`  waits for the next turn: ${sanitizeLine(word)} (Esc takes it back)`, columns)),
    );
  }

  #status(columns: number): readonly string[] {
    if (this.activity === "") return [""];
    const elapsed = Date.now() - this.#since;
    const frame = frames[Math.floor(elapsed / 120) % frames.length] ?? "";
    const time = elapsed < 1000 ? "" : ` ${duration(elapsed)}`;
    const line = `${frame}${time} · ${this.activity} · Esc interrupts`;
    return ["", this.#style.accent(cut(line, columns))];
  }
}

/** A row that would be broken by the terminal is cut: a broken row cannot be drawn over. */
const cutTo = (row: string, columns: number): string => wrap(row, columns)[0] ?? "";
