/** What a sandbox costs: its start, one command, one program beside the session. Usage: `node bench/sandbox.ts [perl,bubblewrap,none]`. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openSandbox } from "../src/interface/environment/sandbox/open.ts";
import { median, printFigure } from "./figure.ts";

const samples = 100;
const starts = 15;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

async function repeat(count: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < count; index++) times.push(await timed(work));
  return median(times);
}

for (const name of ["perl", "bubblewrap", "none"] as const) {
  if (!(process.argv[2] ?? "perl,bubblewrap,none").split(",").includes(name)) continue;
  const folder = mkdtempSync(path.join(tmpdir(), "tackle-bench-"));
  const options = {
    root: path.join(folder, "root"),
    scratch: path.join(folder, "scratch"),
    path: process.env["PATH"] ?? "",
  };
  mkdirSync(options.root);
  mkdirSync(options.scratch);
  const report = (what: string, value: number, n: number): void => {
    printFigure({ name: `sandbox ${name}: ${what}`, value, unit: "ms", n });
  };
  const opening = await repeat(starts, async () => (await openSandbox(name, options)).close());
  report("open, prove with one command, close", opening, starts);
  const sandbox = await openSandbox(name, options);
  const run = async (line: string): Promise<void> =>
    (await sandbox.run({ argv: ["/bin/sh", "-c", line] })).stage.drop();
  report(
    "a command that changes nothing",
    await repeat(samples, async () => (await sandbox.run({ argv: ["true"] })).stage.drop()),
    samples,
  );
  report(
    "a shell command that writes one file",
    await repeat(samples, async () => run("echo x > a")),
    samples,
  );
  report(
    "a command that writes 1,000 files",
    await repeat(5, async () => run("i=0; while [ $i -lt 1000 ]; do : > $i; i=$((i+1)); done")),
    5,
  );
  report(
    "a program beside the session, to its first byte",
    await repeat(starts, async () => {
      const guest = await sandbox.launch({ argv: ["/bin/echo", "up"] });
      for await (const _ of guest.stdout) break;
      await guest.exited;
    }),
    starts,
  );
  await sandbox.close();
  rmSync(folder, { recursive: true, force: true });
}
