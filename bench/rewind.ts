/** How long it takes to take chat, files and variables back together, and to go on afterwards. Prints one line a figure. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { openReserve, resumeSession, rewindSession, runTask } from "../src/index.ts";
import { createScript } from "../src/models/script.ts";
import type { VariableOptions } from "../src/variables.ts";
import { median, printFigure } from "./figure.ts";

const folder = mkdtempSync(join(tmpdir(), "tackle-bench-"));
const bundle = resolve("bin/tackle.js");
if (!existsSync("dist/tackle.js")) throw new Error("npm run build makes the command that is measured");

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const tell = (name: string, value: number, unit: string, n: number): void =>
  printFigure({ name, value, unit, n });

try {
  const floor: number[] = [];
  for (let round = 0; round < 5; round += 1)
    floor.push(await timed(() => execFileSync(process.execPath, ["-e", "0"])));
  tell("floor: node -e 0", median(floor), "ms", 5);
  for (const cells of [10, 40, 160]) await rewinding(cells);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function rewindByCommand(base: string, words: readonly string[]): void {
  execFileSync(process.execPath, [bundle, "rewind", ...words], {
    env: { PATH: process.env["PATH"], HOME: base, XDG_STATE_HOME: base },
  });
}

/** A session of so many cells, each with a change and a variable: three cells back and forth, and the way back into it. */
async function rewinding(cells: number): Promise<void> {
  const base = mkdtempSync(join(folder, "session-"));
  const root = join(base, "project");
  mkdirSync(root);
  writeFileSync(join(root, "a.txt"), "a\n");
  execFileSync("git", ["-C", root, "init", "-q"]);
  const line = (
    code: string,
  ): { readonly text: string; readonly cells: readonly { language: "ts"; code: string }[] } => ({
    text: "",
    cells: [{ language: "ts", code }],
  });
  const lines = [
    line("let n = 0;"),
    ...Array.from({ length: cells - 1 }, (_, index) =>
      line(`n += 1; await files.write("${index % 8}.txt", "n " + n)`),
    ),
  ];
  const given = {
    surroundings: { state: join(base, "tackle"), path: process.env["PATH"] ?? "", keys: {}, version: "0" },
    signal: new AbortController().signal,
    replayed: { model: createScript("bench", lines), facts: [] },
  };
  const { session } = await runTask({
    ...given,
    task: "x",
    cwd: root,
    model: "script:none",
    sandbox: "auto",
    budget: {},
  });
  const { state } = given.surroundings;
  const restored: number[] = [];
  const to = `c${cells - 3}`;
  const { surroundings } = given;
  /** There and back again, as a command does it, and as the terminal does with a kernel that was started ahead. */
  const rewinds = async (variables?: VariableOptions, rest = 0): Promise<number> => {
    const back: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const options = { state, session, ...(variables && { variables }) };
      back.push(await timed(() => rewindSession({ ...options, to })));
      await rewindSession({ ...options, undo: true });
      await new Promise((wake) => setTimeout(wake, rest));
    }
    return median(back);
  };
  tell(`rewind 3 of ${cells} cells: chat and files`, await rewinds(), "ms", 5);
  tell(`rewind 3 of ${cells} cells: variables too`, await rewinds({ surroundings }), "ms", 5);
  const reserve = await openReserve(state);
  const warm = { surroundings, reserve };
  await rewinds(warm);
  tell(`rewind 3 of ${cells} cells: variables too, warm kernel`, await rewinds(warm, 1000), "ms", 5);
  await reserve.close();
  const command: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    command.push(await timed(() => rewindByCommand(base, [session, "--to", to])));
    rewindByCommand(base, [session, "--undo"]);
  }
  tell(`tackle rewind, 3 of ${cells} cells: the whole command`, median(command.slice(1)), "ms", 5);
  for (let round = 0; round < 3; round += 1) {
    await rewindSession({ state, session, to: `c${cells - 3}` });
    // The next reply of the script runs in the variables that were brought back; then it is over again.
    restored.push(
      await timed(() =>
        resumeSession(session, {
          ...given,
          replayed: { model: createScript("bench", lines.slice(0, cells - 2)), facts: [] },
        }),
      ),
    );
    await rewindSession({ state, session, to: `c${cells - 3}` });
  }
  tell(`resume at cell ${cells - 3}: kernel, sandbox, variables, one cell more`, median(restored), "ms", 3);
}
