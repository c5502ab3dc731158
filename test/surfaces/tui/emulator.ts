/** A terminal without a window, and what stands on it. */
import { EventEmitter } from "node:events";
import xterm from "@xterm/headless";
import type { Output } from "../../../src/surfaces/tui/region.ts";

export interface Emulator extends Output {
  /** All that was written. */
  raw(): string;
  resize(columns: number, rows: number): void;
  /** All lines, those that have scrolled out above included, without blanks at their ends. */
  lines(): Promise<readonly string[]>;
  /** Where the cursor is on the screen. */
  cursor(): Promise<{ readonly x: number; readonly y: number }>;
}

export function createEmulator(columns: number, rows: number): Emulator {
  const terminal = new xterm.Terminal({ cols: columns, rows, scrollback: 10_000, allowProposedApi: true });
  const events = new EventEmitter();
  let raw = "";
  const settled = (): Promise<void> => new Promise((resolve) => terminal.write("", resolve));
  return {
    get columns() {
      return terminal.cols;
    },
    get rows() {
      return terminal.rows;
    },
    writableNeedDrain: false,
    write: (text) => {
      raw += text;
      terminal.write(text);
    },
    on: (event, listener) => events.on(event, listener),
    off: (event, listener) => events.off(event, listener),
    once: (event, listener) => events.once(event, listener),
    raw: () => raw,
    resize: (width, height) => {
      terminal.resize(width, height);
      events.emit("resize");
    },
    async lines() {
      await settled();
      const { active } = terminal.buffer;
      return Array.from(
        { length: active.length },
        (_each, index) => active.getLine(index)?.translateToString(true) ?? "",
      );
    },
    async cursor() {
      await settled();
      return { x: terminal.buffer.active.cursorX, y: terminal.buffer.active.cursorY };
    },
  };
}

/** What nothing may ever write: it clears the screen or its history, scrolls a part of it, or leaves it for another. */
// oxlint-disable-next-line no-control-regex -- sequences
export const forbidden = /\u{1b}(?:c|\[(?:[23]J|\?1049[hl]|\?47[hl]|[\d;]*r|\d*[ST]))/u;
