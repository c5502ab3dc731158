/** The demo's project: its bug is real, and one small edit repairs it. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { expect, onTestFinished, test } from "vitest";

function runTests(folder: string): { exit: number | null; failing: readonly string[] } {
  const { status, stdout } = spawnSync(process.execPath, ["--test", "--test-reporter=tap"], {
    cwd: folder,
    encoding: "utf8",
  });
  return {
    exit: status,
    failing: [...stdout.matchAll(/^not ok \d+ - (.*)$/gm)].map(([, name = ""]) => name),
  };
}

test("the demo's tests fail for one comparison, far from the tests that show it", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "tackle-demo-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync("evals/demo", folder, { recursive: true });
  const before = runTests(folder);
  expect(before.exit).toBe(1);
  expect(before.failing).toEqual([
    "a ride out of the rush hour pays each rate for its own minutes",
    "an evening commute home costs the rush hour and a little more",
  ]);
  const file = path.join(folder, "lib", "clock.js");
  writeFileSync(file, readFileSync(file, "utf8").replace("time <= to", "time < to"));
  expect(runTests(folder)).toEqual({ exit: 0, failing: [] });
});
