/** The command at a real terminal. */
import { spawn, spawnSync } from "node:child_process";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { sessionFolder } from "../../../src/core/library.ts";
import { createJournal } from "../../../src/core/store.ts";
import { systemClock } from "../../../src/core/clock.ts";
import { commandLine, surroundings } from "../command.ts";
import { story } from "../story.ts";

const hasScript = spawnSync("script", ["--version"]).status === 0;

/** What `tackle show` prints on a terminal that `script` makes. */
async function show(extra: Readonly<Record<string, string>>): Promise<string> {
  const env: Record<string, string> = { TERM: "xterm-256color", ...surroundings(extra) };
  const folder = sessionFolder(`${env["XDG_STATE_HOME"] ?? ""}/tackle`, "/work/sum");
  const journal = createJournal(folder, { id: "s-0000000001-aaaaa", clock: systemClock });
  journal.append(...story);
  journal.close();
  const line = [process.execPath, ...commandLine(["show", "s-0"])].map((word) => `'${word}'`).join(" ");
  const child = spawn("script", ["-qec", line, "/dev/null"], { env, stdio: ["ignore", "pipe", "ignore"] });
  return text(child.stdout);
}

describe.runIf(hasScript)("on a terminal", () => {
  test("a session is in colour", async () => {
    expect(await show({})).toContain("\u{1b}[32mverified\u{1b}[39m");
  });

  test.each([{ NO_COLOR: "1" }, { TERM: "dumb" }])("it is not with %j", async (extra) => {
    const shown = await show(extra);
    expect(shown).toContain("verified:");
    expect(shown).not.toContain("\u{1b}");
  });
});
