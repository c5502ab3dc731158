/** Runs the quick benchmarks one after another and prints one table. */
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import process from "node:process";

/** Not benchmarks, and what takes too long to run unasked: `npm run bench -- humanevalpack`. */
const parts = new Set(["run.ts", "mock.ts", "figure.ts", "memory.ts"]);
const slow = new Set(["humanevalpack.ts"]);

const words = process.argv.slice(2);
const flags = words.filter((word) => word.startsWith("--"));
const asked = words.filter((word) => !word.startsWith("--")).map((word) => `${word.replace(/\.ts$/, "")}.ts`);
const there = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".ts") && !parts.has(name));
const chosen = asked.length > 0 ? asked : there.filter((name) => !slow.has(name));

let failed = 0;
for (const name of chosen) {
  if (!flags.includes("--json")) console.log(`\n${name.replace(/\.ts$/, "")}`);
  const { status } = spawnSync(process.execPath, [path.join(import.meta.dirname, name), ...flags], {
    stdio: "inherit",
  });
  if (status === 0) continue;
  failed += 1;
  console.error(`bench/${name} ended with exit code ${status ?? "none"}`);
}
process.exitCode = failed > 0 ? 1 : 0;
