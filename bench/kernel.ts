/** What a kernel costs: its start, a whole cell (prepared, checked, run), its memory. Prints one line a figure. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { createTool, type Tool } from "../src/interface/api/tool.ts";
import type { Sandbox } from "../src/interface/environment/sandbox.ts";
import { openPerl } from "../src/interface/environment/sandbox/perl.ts";
import { openDriver } from "../src/interface/kernel/driver.ts";
import { openKernel } from "../src/interface/kernel/open.ts";
import { median, printFigure } from "./figure.ts";

const row = z.object({
  id: z.string(),
  name: z.string(),
  size: z.number(),
  state: z.enum(["open", "closed"]),
  tags: z.array(z.string()),
});
const issues = Array.from({ length: 20 }, (_, at) => ({
  id: `i${at}`,
  name: `issue ${at}`,
  size: (at * 7) % 13,
  state: at % 2 === 0 ? ("open" as const) : ("closed" as const),
  tags: ["a", `b${at % 3}`],
}));

/** Two hundred functions, as a session with several servers has. */
const tools: readonly Tool[] = Array.from({ length: 200 }, (_, at) =>
  createTool({
    name: `space${Math.floor(at / 20)}.list${at % 20}`,
    words: `Lists the things of kind ${at}. With a second sentence.`,
    parameters: { owner: z.string(), limit: z.number().optional() },
    returns: z.array(row),
    effect: "read",
    idempotent: true,
    run: async () => issues,
  }),
);

const cells = [
  "const issues = await space0.list3('owner', 20);\nconst byState = Object.groupBy(issues, (issue) => issue.state);\nissues.length",
  "function top<T extends { size: number }>(all: readonly T[], count = 3) { return [...all].sort((a, b) => b.size - a.size).slice(0, count) }\nconst best = top(issues);\nbest.map((issue) => issue.name)",
  "class Tally { private counts = new Map<string, number>(); add(key: string) { this.counts.set(key, (this.counts.get(key) ?? 0) + 1); return this } entries() { return [...this.counts] } }\nconst tally = new Tally();\nfor (const issue of issues) for (const tag of issue.tags) tally.add(tag);\ntally.entries()",
  "const pages = await Promise.all(best.map(async (issue) => ({ issue, more: await space1.list4(issue.name) })));\npages.flatMap((page) => page.more.map((other) => `${page.issue.id} ${other.id}`)).length",
  "interface Line { key: string; count: number }\nconst lines: Line[] = tally.entries().map(([key, count]) => ({ key, count }));\nlines.reduce((sum, line) => sum + line.count, 0)",
];

const print = (name: string, value: number, unit: string, n: number): void =>
  printFigure({ name, value, unit, n });

const report = (name: string, values: readonly number[]): void => {
  print(`${name}, median`, median(values), "ms", values.length);
  const sorted = values.toSorted((a, b) => a - b);
  print(`${name}, p90`, sorted[Math.floor(sorted.length * 0.9)] ?? Number.NaN, "ms", values.length);
};

async function timed<T>(into: number[], work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const value = await work();
  into.push(performance.now() - started);
  return value;
}

/** Private memory of our own descendants whose command line has the word. Megabytes. */
function memoryOf(word: string): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    const stat = readOr(`/proc/${name}/stat`);
    parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
  }
  const isOurs = (pid: number | undefined): boolean =>
    pid !== undefined && pid > 1 && (pid === process.pid || isOurs(parents.get(pid)));
  let kilobytes = 0;
  for (const pid of parents.keys()) {
    if (pid === process.pid || !isOurs(pid) || !readOr(`/proc/${pid}/cmdline`).includes(word)) continue;
    const rollup = readOr(`/proc/${pid}/smaps_rollup`);
    for (const [, size] of rollup.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+)/gm)) kilobytes += Number(size);
  }
  return (kilobytes * 1024) / 1e6;
}

/** Empty when it is gone by now. */
function readOr(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}

async function benchStart(sandbox: Sandbox, root: string): Promise<void> {
  const starts: number[] = [];
  const call = (): Promise<unknown> => Promise.resolve();
  for (let round = 0; round < 21; round++) {
    const driver = await timed(starts, () =>
      openDriver({ sandbox, root, tools: tools.map(({ name }) => name), call }),
    );
    driver.kill();
  }
  report("kernel process, from launch to ready", starts.slice(1));
}

async function benchCells(sandbox: Sandbox, root: string): Promise<void> {
  const opened: number[] = [];
  const first: number[] = [];
  const kernel = await timed(opened, () =>
    openKernel({ sandbox, root, tools, call: () => Promise.resolve(issues) }),
  );
  print("kernel and check, opened", opened[0] ?? 0, "ms", 1);
  let count = 0;
  const checks: number[] = [];
  const whole: number[] = [];
  const limits = { timeLimit: 10_000, signal: new AbortController().signal };
  const run = async (code: string, into: number[]): Promise<void> => {
    const cell = { id: `c${++count}`, language: "ts" as const, code };
    await timed(into, async () => {
      const { problems } = await timed(checks, () => kernel.check(cell));
      const outcome = await kernel.run(cell, limits);
      if (problems.length > 0 || outcome.status !== "ok" || outcome.problems)
        throw new Error(JSON.stringify({ problems, outcome }));
    });
  };
  for (const code of cells) await run(code, first);
  print("first cell, the check's start included", first[0] ?? 0, "ms", 1);
  print("memory of an idle kernel, private", memoryOf("main.mts"), "MB", 1);
  checks.length = 0;
  for (let round = 0; round < 20; round++) for (const code of cells) await run(code, whole);
  report("whole cell", whole);
  report("  of which the check", checks);
  const tiny: number[] = [];
  for (let round = 0; round < 50; round++) await run(`${round} + 1`, tiny);
  report("tiny cell", tiny);
  const calls: number[] = [];
  await run("for (let n = 0; n < 1000; n++) await space0.list1('x'); 1", calls);
  print("call in a loop", calls[0] ?? 0, "µs", 1000);
  const late: number[] = [];
  for (let round = 0; round < 40; round++) for (const code of cells) await run(code, late);
  report("whole cell, 200 cells later", late.slice(-100));
  print("memory of the kernel after these, private", memoryOf("main.mts"), "MB", 1);
  print("memory of the compiler, private", memoryOf("--api"), "MB", 1);
  await kernel.close();
}

/** Ten sessions at once, each with a kernel and a check of its own. */
async function benchMany(sandbox: Sandbox, root: string): Promise<void> {
  const opened: number[] = [];
  const call = (): Promise<unknown> => Promise.resolve(issues);
  const kernels = await timed(opened, () =>
    Promise.all(Array.from({ length: 10 }, () => openKernel({ sandbox, root, tools, call }))),
  );
  print("10 kernels opened at once", opened[0] ?? 0, "ms", 1);
  const limits = { timeLimit: 60_000, signal: new AbortController().signal };
  const ran: number[] = [];
  await timed(ran, () =>
    Promise.all(
      kernels.map(async (kernel) => {
        const cell = { id: "c1", language: "ts" as const, code: cells[0] ?? "" };
        await kernel.check(cell);
        await kernel.run(cell, limits);
      }),
    ),
  );
  print("a first cell in each of 10, the checks' start included", ran[0] ?? 0, "ms", 1);
  print("memory of one of 10 kernels, private", memoryOf("main.mts") / 10, "MB", 10);
  print("memory of one of 10 compilers, private", memoryOf("--api") / 10, "MB", 10);
  await Promise.all(kernels.map((kernel) => kernel.close()));
}

/** The same cells in a workspace of 5,000 files, one of which they import. */
async function benchFiles(sandbox: Sandbox, root: string): Promise<void> {
  for (let folder = 0; folder < 50; folder++) {
    mkdirSync(path.join(root, `part${folder}`));
    for (let at = 0; at < 100; at++)
      writeFileSync(path.join(root, `part${folder}/file${at}.ts`), `export const number: number = ${at};\n`);
  }
  const kernel = await openKernel({ sandbox, root, tools, call: () => Promise.resolve(issues) });
  const limits = { timeLimit: 10_000, signal: new AbortController().signal };
  let count = 0;
  const run = async (code: string, into: number[]): Promise<void> => {
    const cell = { id: `c${++count}`, language: "ts" as const, code };
    await timed(into, async () => {
      const { problems } = await kernel.check(cell);
      const outcome = await kernel.run(cell, limits);
      if (problems.length > 0 || outcome.status !== "ok")
        throw new Error(JSON.stringify({ problems, outcome }));
    });
  };
  const [imports, warm, whole]: [number[], number[], number[]] = [[], [], []];
  await run("import { number } from './part7/file7.ts'; number", imports);
  print("first import of a module, 5,000 files, the check's start included", imports[0] ?? 0, "ms", 1);
  for (const code of cells) await run(code, []);
  for (let round = 0; round < 20; round++) for (const code of cells) await run(code, whole);
  report("whole cell, 5,000 files", whole);
  for (let at = 0; at < 40; at++) await run(`(await import('./part9/file${at}.ts')).number`, warm);
  report("cell that imports a new module, 5,000 files", warm);
  await kernel.close();
}

const place = realpathSync(mkdtempSync(path.join(tmpdir(), "tackle-bench-")));
const [root, scratch] = [path.join(place, "workspace"), path.join(place, "scratch")];
for (const folder of [root, scratch]) mkdirSync(folder);
const sandbox = openPerl({ root, scratch, path: "/usr/bin:/bin" });
try {
  await benchStart(sandbox, root);
  await benchCells(sandbox, root);
  await benchMany(sandbox, root);
  await benchFiles(sandbox, root);
} finally {
  await sandbox.close();
  rmSync(place, { recursive: true, force: true });
}
