/** Everything that is checked without running the code: types, lint, format, unused code, the package. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import process from "node:process";

const root = path.dirname(import.meta.dirname);
const tool = (name: string): string => path.join(root, "node_modules", ".bin", name);

const checks: Readonly<Record<string, readonly string[]>> = {
  types: [tool("tsc"), "-p", "."],
  lint: [tool("oxlint"), "--type-aware"],
  format: [tool("oxfmt"), "--check"],
  "unused code": [tool("knip")],
  build: [process.execPath, "scripts/build.ts"],
  package: [tool("publint"), "--strict"],
};

const asked = process.argv.slice(2);
const failed: string[] = [];
for (const [name, [command = "", ...args]] of Object.entries(checks)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const { status, stdout } = spawnSync(command, args, {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, PATH: `${path.dirname(process.execPath)}:${process.env["PATH"] ?? ""}` },
  });
  console.log(`${status === 0 ? "ok    " : "FAILED"} ${name}`);
  if (status === 0) continue;
  failed.push(name);
  console.log(stdout);
}
if (failed.length > 0) console.error(`npm run check failed: ${failed.join(", ")}`);
process.exitCode = failed.length > 0 ? 1 : 0;
