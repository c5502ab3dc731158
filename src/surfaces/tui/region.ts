/** The writer of the terminal: lasting lines go to ordinary scrollback, and below them a few rows are drawn over. */
import { caret, width } from "./kit.ts";

/** What is written to: the part of a terminal's stream that is used. */
export interface Output {
  readonly columns: number;
  readonly rows: number;
  readonly writableNeedDrain: boolean;
  write(text: string): unknown;
  on(event: "resize", listener: () => void): unknown;
  off(event: "resize", listener: () => void): unknown;
  once(event: "drain", listener: () => void): unknown;
  /** Node's own way to ask the terminal for its size now: the event comes late. */
  _refreshSize?(): void;
}

/** Frames a second, at most. */
const rate = 30;

const reset = "\u{1b}[0m";
const csi = (text: string): string => `\u{1b}[${text}`;
const up = (rows: number): string => (rows > 0 ? csi(`${rows}A`) : "");
const down = (rows: number): string => (rows > 0 ? csi(`${rows}B`) : "");

/**
 * Lines that were committed are never touched again, and nothing clears the screen. `render` gives the rows at the foot, of at most
 * `columns` each; of more than the screen holds the last ones are shown. One write a frame.
 */
export class Region {
  readonly #output: Output;
  readonly #reflows: boolean;
  readonly #render: (columns: number, rows: number) => readonly string[];
  readonly #onResize = (): void => this.request();
  #waiting: string[] = [];
  #drawn: readonly string[] = [];
  /** The row of those drawn, and the column, where the cursor is. */
  #row = 0;
  #column = 0;
  #columns = 0;
  #timer: NodeJS.Timeout | undefined;
  #held = false;
  #last = 0;
  #open = true;
  /** There are lines above. */
  #below = false;

  /** `reflows`: the terminal breaks rows anew when it becomes narrower, and moves its cursor with them. */
  constructor(output: Output, render: (columns: number, rows: number) => readonly string[], reflows = false) {
    this.#output = output;
    this.#reflows = reflows;
    this.#render = render;
    output.on("resize", this.#onResize);
  }

  /** Lasting lines, printed with the next frame. They may be longer than a row. */
  commit(lines: readonly string[]): void {
    this.#waiting.push(...lines);
    this.request();
  }

  /** Asks for a frame. */
  request(): void {
    if (this.#timer || this.#held || !this.#open) return;
    const wait = Math.max(0, 1000 / rate - (performance.now() - this.#last));
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (!this.#output.writableNeedDrain) return this.flush();
      this.#held = true;
      this.#output.once("drain", () => {
        this.#held = false;
        this.request();
      });
    }, wait);
  }

  /** Draws what there is now. */
  flush(): void {
    if (!this.#open) return;
    const output = this.#output;
    // oxlint-disable-next-line no-underscore-dangle -- Node's name
    output._refreshSize?.();
    this.#last = performance.now();
    const { columns, rows } = output;
    const next = this.#render(columns - 1, rows - 1).slice(-(rows - 1));
    const place = caretOf(next);
    const drawn = next.map((line) => line.replace(caret, ""));
    const resized = this.#columns !== 0 && this.#columns !== columns;
    const whole = this.#waiting.length > 0 || resized || drawn.length < this.#drawn.length;
    const body = whole ? this.#redraw(drawn, columns) : this.#patch(drawn);
    const from = whole ? drawn.length - 1 : body.row;
    const to = place?.row ?? Math.max(0, drawn.length - 1);
    const move = to < from ? up(from - to) : down(to - from);
    const column = place?.column ?? 0;
    const rest = `${move}\r${column > 0 ? csi(`${column}C`) : ""}${place ? csi("?25h") : ""}`;
    const text = `${csi("?2026h")}${csi("?25l")}${body.text}${rest}${csi("?2026l")}`;
    this.#drawn = drawn;
    this.#row = to;
    this.#column = column;
    this.#columns = columns;
    output.write(text);
  }

  /** Takes the rows at the foot away, so that somebody else may write; `resume` brings them back. */
  suspend(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#open) return;
    this.flush();
    this.#open = false;
    this.#output.write(`\r${up(this.#row)}${this.#erase()}${csi("?25h")}`);
    this.#drawn = [];
    this.#row = 0;
    this.#column = 0;
  }

  resume(): void {
    this.#open = true;
    this.request();
  }

  /** Writes what moves nothing, such as a bell. */
  signal(sequence: string): void {
    if (this.#open) this.#output.write(sequence);
  }

  close(): void {
    this.suspend();
    this.#output.off("resize", this.#onResize);
  }

  /** From the first row on, all of it, after the lines that wait. */
  #redraw(drawn: readonly string[], columns: number): { readonly text: string; readonly row: number } {
    const lines = this.#waiting.splice(0).map((line) => `${line}${reset}\r\n`);
    const top = `\r${up(this.#climb(columns))}${this.#erase()}`;
    this.#below ||= lines.length > 0;
    const foot = `${csi("?7l")}${drawn.join(`${reset}\r\n`)}${reset}${csi("?7h")}`;
    return { text: top + lines.join("") + foot, row: drawn.length - 1 };
  }

  /**
   * From the first row on everything is erased. Where that is the whole screen tmux would keep it as history, so until there is a line
   * above it goes row by row.
   */
  #erase(): string {
    if (this.#below) return csi("J");
    const rows = Math.max(1, this.#drawn.length);
    return `${Array.from({ length: rows }, () => csi("2K")).join(down(1))}\r${up(rows - 1)}`;
  }

  /**
   * How far the first row is above the cursor, also where a narrower terminal has broken the rows. Where that is not known it is rather
   * too little: a row that is left over can be seen, a line that was erased is lost.
   */
  #climb(columns: number): number {
    if (columns === this.#columns || !this.#reflows) return this.#row;
    const broken = this.#drawn
      .slice(0, this.#row)
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(width(line) / columns)), 0);
    return Math.min(broken + Math.floor(this.#column / columns), this.#output.rows - 1);
  }

  /** Only the rows that are other than before; there are at least as many. */
  #patch(drawn: readonly string[]): { readonly text: string; readonly row: number } {
    let row = this.#row;
    let text = csi("?7l");
    const there = Math.max(1, this.#drawn.length);
    for (const [index, line] of drawn.entries()) {
      if (index < this.#drawn.length && line === this.#drawn[index]) continue;
      // A new row is made from the one above it: at the foot of the screen that scrolls.
      const goal = index < there ? index : index - 1;
      text += `${goal < row ? up(row - goal) : down(goal - row)}\r${index < there ? "" : "\n"}${line}${reset}${csi("K")}`;
      row = index;
    }
    return { text: text + csi("?7h"), row };
  }
}

/** Where the caret is; undefined when no row has it. */
function caretOf(rows: readonly string[]): { readonly row: number; readonly column: number } | undefined {
  const row = rows.findIndex((line) => line.includes(caret));
  const line = rows[row];
  return line === undefined ? undefined : { row, column: width(line.slice(0, line.indexOf(caret))) };
}
