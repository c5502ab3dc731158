/** Runs the README's commands as a reader would: every sh block under a comment that begins with "runs in CI". */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";

const root = path.dirname(import.meta.dirname);
const block = /<!-- runs in CI(?:, exit (?<exit>\d+))? -->\n+```sh\n(?<code>[\s\S]*?)```/g;

let passed = 0;
let failed = 0;
for (const { groups } of readFileSync(path.join(root, "README.md"), "utf8").matchAll(block)) {
  const { code = "", exit = "0" } = groups ?? {};
  const { status, stdout, stderr } = spawnSync("bash", ["-euo", "pipefail", "-c", code], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    timeout: 300_000,
  });
  const right = status === Number(exit);
  passed += right ? 1 : 0;
  failed += right ? 0 : 1;
  console.log(`${right ? "ok" : "FAILED"}: ${code.trim().replaceAll("\n", "; ")}`);
  if (!right) console.log(`exit ${status}, expected ${exit}\n${stdout.slice(-4000)}\n${stderr.slice(-4000)}`);
}
// A README without a command that runs is a README that nobody has tried.
if (passed + failed === 0) failed = 1;
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exitCode = failed > 0 ? 1 : 0;
