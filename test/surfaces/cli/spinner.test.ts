/** The line that is written over. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Spinner } from "../../../src/surfaces/cli/spinner.ts";
import type { Terminal } from "../../../src/surfaces/cli/terminal.ts";

function terminal(live: boolean, width: number): { readonly terminal: Terminal; readonly written: string[] } {
  const written: string[] = [];
  return {
    written,
    terminal: {
      out: (text) => void written.push(text),
      error: () => undefined,
      color: false,
      live,
      columns: () => width,
      onClosed: () => undefined,
      flush: () => Promise.resolve(),
    },
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function spin(live: boolean, width = 24): readonly string[] {
  const { terminal: given, written } = terminal(live, width);
  const spinner = new Spinner(given);
  spinner.begin("running c1 (sh)");
  spinner.detail("first\nnow \u{1b}[2J\u{202e}here\n\n");
  vi.advanceTimersByTime(1400);
  spinner.close();
  return written;
}

test("it shows after a second, fits, cannot be steered, and leaves nothing behind", () => {
  expect(spin(true)).toEqual([
    "\r\u{1b}[K⠙ 1.1 s · running c1 (s",
    "\r\u{1b}[K⠹ 1.2 s · running c1 (s",
    "\r\u{1b}[K⠸ 1.3 s · running c1 (s",
    "\r\u{1b}[K",
  ]);
});

test("it says the newest words of what is going on", () => {
  expect(spin(true, 80)[0]).toBe("\r\u{1b}[K⠙ 1.1 s · running c1 (sh) · now <U+202E>here");
});

test("where nobody looks nothing is written", () => {
  expect(spin(false)).toEqual([]);
});
