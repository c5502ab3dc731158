/** The line that is written over. */
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { Spinner } from "../../../src/surfaces/cli/spinner.ts";
import type { Terminal } from "../../../src/surfaces/cli/terminal.ts";

function terminal(live: boolean): { readonly terminal: Terminal; readonly written: string[] } {
  const written: string[] = [];
  return {
    written,
    terminal: {
      out: (text) => void written.push(text),
      error: () => undefined,
      color: false,
      live,
      columns: () => 24,
      onClosed: () => undefined,
      flush: () => Promise.resolve(),
    },
  };
}

async function spin(live: boolean): Promise<readonly string[]> {
  const { terminal: given, written } = terminal(live);
  const spinner = new Spinner(given);
  spinner.begin("running c1 (sh)");
  spinner.detail("first\nnow \u{1b}[2J\u{202e}here\n\n");
  await wait(1400);
  spinner.close();
  return written;
}

test("it shows after a second, fits, cannot be steered, and leaves nothing behind", async () => {
  const written = await spin(true);
  expect(written[0]).toMatch(/^\r\u{1b}\[K\S 1\.\d s · running c1 $/u);
  expect(written.at(-1)).toBe("\r\u{1b}[K");
});

test("where nobody looks nothing is written", async () => {
  expect(await spin(false)).toEqual([]);
});
