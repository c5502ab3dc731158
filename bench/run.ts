/** Runs the quick benchmarks one after another and prints their figures as one table. */
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import type { Figure } from "./figure.ts";

/** Not benchmarks, and what takes too long to run unasked: `npm run bench -- humanevalpack`. */
const parts = new Set(["run.ts", "mock.ts", "figure.ts", "memory.ts"]);
const slow = new Set([
  "repairs.ts",
  "planning.ts",
  "experience.ts",
  "stage.ts",
  "humanevalpack.ts",
  "quixbugs.ts",
  "candidates.ts",
  "patches.ts",
]);

const words = process.argv.slice(2);
const json = words.includes("--json");
const asked = words.filter((word) => !word.startsWith("--")).map((word) => `${word.replace(/\.ts$/, "")}.ts`);
const there = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".ts") && !parts.has(name));
const chosen = asked.length > 0 ? asked : there.filter((name) => !slow.has(name));

/** A line as it is, or a figure as a row; a benchmark prints one JSON object a figure. */
function show(line: string): string {
  if (json || !line.startsWith("{")) return line;
  const { name, value, unit, n }: Figure = JSON.parse(line);
  return `${name.padEnd(56)} ${String(Number(value.toPrecision(4))).padStart(10)} ${unit.padEnd(8)} n=${n}`;
}

async function run(name: string): Promise<number | null> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, name)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exit = new Promise<number | null>((resolve) => child.on("close", resolve));
  for await (const line of createInterface({ input: child.stdout })) console.log(show(line));
  return exit;
}

for (const name of chosen) {
  if (!json) console.log(`\n${name.replace(/\.ts$/, "")}`);
  const exit = await run(name);
  if (exit === 0) continue;
  process.exitCode = 1;
  console.error(`bench/${name} ended with exit code ${exit ?? "none"}`);
}
