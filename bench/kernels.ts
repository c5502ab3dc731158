/** What the kernel's process costs as it is built: its start and its memory, alone and ten at once. Prints one line a figure. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import type { Guest } from "../src/interface/environment/sandbox.ts";
import { openPerl } from "../src/interface/environment/sandbox/perl.ts";
import { createFrameReader, encodeFrame } from "../src/interface/kernel/frame.ts";
import { nodeFlags } from "../src/interface/kernel/driver.ts";
import { createPool } from "../src/interface/kernel/pool.ts";
import { median, printFigure } from "./figure.ts";

const script = path.resolve("dist/interface.kernel.guest.main.mjs");
if (!existsSync(script)) {
  console.log(`skipped: ${script} is absent (npm run build makes it)`);
  process.exit(0);
}
const place = realpathSync(mkdtempSync(path.join(tmpdir(), "tackle-bench-")));
const [root, scratch] = [path.join(place, "workspace"), path.join(place, "scratch")];
for (const folder of [root, scratch]) mkdirSync(folder);
const sandbox = openPerl({ root, scratch, path: "/usr/bin:/bin" });

/** Starts one, has it run a small cell, and gives the milliseconds until each was answered. */
async function start(): Promise<{ readonly guest: Guest; readonly ready: number; readonly ran: number }> {
  const started = performance.now();
  const guest = await sandbox.launch({
    argv: [process.execPath, ...nodeFlags, script],
    channels: 2,
    readable: [process.execPath, script],
  });
  const [channel] = guest.channels;
  if (channel === undefined) throw new Error("no channel");
  const frames: unknown[] = [];
  let wake = (): void => {};
  channel.on(
    "data",
    createFrameReader((frame) => {
      frames.push(frame);
      wake();
    }),
  );
  const next = (): Promise<void> =>
    frames.shift() === undefined ? new Promise((resolve) => (wake = resolve)) : Promise.resolve();
  channel.write(encodeFrame({ type: "open", tools: [] }));
  await next();
  const ready = performance.now() - started;
  frames.length = 0;
  const order = {
    type: "run",
    run: 1,
    cell: "c1",
    code: "[1, 2].map((n) => n + 1)",
    names: [],
    seed: 1,
    given: [],
  };
  channel.write(encodeFrame(order));
  await next();
  return { guest, ready, ran: performance.now() - started };
}

/** Private memory of the kernels. Megabytes. */
function memory(): number {
  const found = textOf(`/proc/${process.pid}/task/${process.pid}/children`);
  return kernelsBelow(found.trim().split(" ").map(Number)).reduce((sum, pid) => sum + privateOf(pid), 0);
}

function kernelsBelow(pids: readonly number[]): readonly number[] {
  return pids.flatMap((pid) => {
    const own = textOf(`/proc/${pid}/cmdline`).includes(script) ? [pid] : [];
    const below = textOf(`/proc/${pid}/task/${pid}/children`).trim();
    return [...own, ...(below === "" ? [] : kernelsBelow(below.split(" ").map(Number)))];
  });
}

function privateOf(pid: number): number {
  const rollup = textOf(`/proc/${pid}/smaps_rollup`);
  const sizes = [...rollup.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+)/gm)];
  return (sizes.reduce((sum, [, size]) => sum + Number(size), 0) * 1024) / 1e6;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return ""; // it is gone by now
  }
}

const end = async (guests: readonly Guest[]): Promise<void> => {
  for (const guest of guests) guest.kill();
  await Promise.all(guests.map(({ exited }) => exited));
};

const starts: number[] = [];
for (let round = 0; round < 21; round++) {
  const { guest, ready } = await start();
  if (round > 0) starts.push(ready);
  await end([guest]);
}
printFigure({ name: "kernel as built, from launch to ready", value: median(starts), unit: "ms", n: 20 });
for (const count of [1, 10]) {
  const began = performance.now();
  const kernels = await Promise.all(Array.from({ length: count }, start));
  const took = performance.now() - began;
  printFigure({ name: `${count} at once, until each has run a cell`, value: took, unit: "ms", n: 1 });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  printFigure({ name: `memory of one of ${count}, private`, value: memory() / count, unit: "MB", n: count });
  await end(kernels.map(({ guest }) => guest));
}
for (const count of [1, 10]) {
  const pools = Array.from({ length: count }, () =>
    createPool(async () => {
      const { guest } = await start();
      return { death: undefined, kill: () => guest.kill(), guest };
    }),
  );
  const cold = performance.now();
  const first = await Promise.all(pools.map((pool) => pool.take()));
  const coldly = performance.now() - cold;
  for (const pool of pools) pool.fill();
  await new Promise((resolve) => setTimeout(resolve, 2000));
  const warm = performance.now();
  const second = await Promise.all(pools.map((pool) => pool.take()));
  const warmly = performance.now() - warm;
  printFigure({ name: `${count} from a pool, nothing waiting`, value: coldly, unit: "ms", n: 1 });
  printFigure({ name: `${count} from a pool, one waiting`, value: warmly, unit: "ms", n: 1 });
  const held = memory() / count;
  printFigure({ name: `memory of a kernel and the next, of ${count}`, value: held, unit: "MB", n: count });
  await end([...first, ...second].map(({ guest }) => guest));
}
await sandbox.close();
rmSync(place, { recursive: true, force: true });
