/** What the Python kernel costs on each confinement: its start, a cell, a cell that writes, a call, its memory. Prints one line a figure. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import * as z from "zod/mini";
import { systemClock } from "../src/core/clock.ts";
import { createJournal } from "../src/core/store.ts";
import { createBridge } from "../src/interface/api/bridge.ts";
import { createGate } from "../src/interface/api/gate.ts";
import { createTool } from "../src/interface/api/tool.ts";
import { runCell, type CellParts } from "../src/interface/cells.ts";
import { openSandbox } from "../src/interface/environment/sandbox/open.ts";
import { createWorld } from "../src/interface/environment/world.ts";
import { createPythonKernel } from "../src/interface/python/open.ts";
import { median, printFigure } from "./figure.ts";
import { residentBytes } from "./memory.ts";

const tools = [
  createTool({
    name: "echo",
    words: "Gives back what it was given.",
    parameters: { n: z.number() },
    returns: z.number(),
    effect: "read",
    idempotent: true,
    run: async ({ n }) => n,
  }),
];

async function measure(name: "perl" | "bubblewrap"): Promise<void> {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "tackle-bench-")));
  const place = (part: string): string => {
    mkdirSync(path.join(folder, part), { mode: 0o700 });
    return path.join(folder, part);
  };
  const [root, scratch, state] = [place("root"), place("scratch"), place("state")];
  const sandbox = await openSandbox(name, { root, scratch, path: process.env["PATH"] ?? "" });
  const journal = createJournal(state, { id: "01", clock: systemClock });
  const gate = createGate([]);
  const world = createWorld({ root, sandbox, gate, journal, keep: path.join(scratch, "kept") });
  const bridge = createBridge({ tools, gate, journal });
  const python = createPythonKernel({
    sandbox,
    tools,
    root,
    call: bridge.call.bind(bridge),
    land: world.land.bind(world),
  });
  const parts: CellParts = {
    gate,
    journal,
    world,
    root,
    python,
    kernel: () => Promise.reject(new Error("no TypeScript here")),
    begin: (cell) => bridge.begin(cell),
    signal: new AbortController().signal,
    timeLimit: 60_000,
  };
  let count = 0;
  const time = async (code: string): Promise<number> => {
    const started = performance.now();
    const outcome = await runCell(parts, { id: `c${++count}`, language: "py", code });
    if (outcome.status !== "ok") throw new Error(outcome.error?.stack ?? outcome.status);
    return performance.now() - started;
  };
  const report = async (what: string, n: number, code: (at: number) => string): Promise<void> => {
    const times: number[] = [];
    for (let at = 0; at < n; at++) times.push(await time(code(at)));
    printFigure({ name: `${name}: ${what}`, value: median(times), unit: "ms", n });
  };
  const before = residentBytes(process.pid) - process.memoryUsage.rss();
  await report("first cell, with the start of Python", 1, () => "x = 1");
  const after = residentBytes(process.pid) - process.memoryUsage.rss();
  printFigure({
    name: `${name}: its processes, resident`,
    value: (after - before) / 2 ** 20,
    unit: "MiB",
    n: 1,
  });
  await report("cell", 100, (at) => `x = ${at}\nx + 1`);
  await report("cell that writes a file", 50, (at) => `open("f", "w").write("${at}")`);
  await report("cell with 1,000 variables of earlier cells", 50, (at) =>
    at === 0 ? "globals().update({f'v{n}': [n] * 10 for n in range(1000)})" : "v1[0] + 1",
  );
  await report("cell with 100 calls, one after another", 20, () => "for n in range(100): await echo(n)");
  await report(
    "call after a write, and the workspace shown anew",
    30,
    (at) => `open("g", "w").write("${at}")\nawait echo(1)`,
  );
  await python.close();
  await sandbox.close();
  journal.close();
  rmSync(folder, { recursive: true, force: true });
}

for (const name of ["perl", "bubblewrap"] as const) await measure(name);
