/** A process outside swaps a folder for a link that leads out, again and again, while cells write into it. */
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { makeScene } from "../stories/scene.ts";

/** As fast as it can, so that it falls between any two looks. */
const swapping = `
const { renameSync, symlinkSync, unlinkSync } = require("node:fs");
const [folder, aside, outside] = process.argv.slice(1);
const until = (when) => { while (performance.now() < when); };
for (;;) {
  try {
    renameSync(folder, aside); symlinkSync(outside, folder); until(performance.now() + 0.05);
    unlinkSync(folder); renameSync(aside, folder); until(performance.now() + 0.2);
  } catch { try { unlinkSync(folder); } catch {} try { renameSync(aside, folder); } catch {} }
}`;

test("nothing lands behind the link", async () => {
  const scene = makeScene({ "folder/a.txt": "a\n" });
  const outside = path.join(scene.base, "outside");
  mkdirSync(outside);
  writeFileSync(path.join(outside, "a.txt"), "a\n");
  const places = [path.join(scene.root, "folder"), path.join(scene.base, "aside"), outside];
  const swapper = spawn(process.execPath, ["-e", swapping, ...places], { stdio: "ignore" });
  onTestFinished(() => void swapper.kill("SIGKILL"));
  const cells = [
    {
      language: "ts",
      code: "let landed = 0; for (let n = 0; n < 120; n += 1) try { await files.write(`folder/${n}`, 'planted'); landed += 1; } catch {}\nlanded",
    },
    ...Array.from({ length: 4 }, (_, n) => ({
      language: "sh" as const,
      code: `echo planted > folder/sh${n}; rm -f folder/a.txt`,
    })),
  ] as const;
  const model = scene.script([{ cells }]);
  const { stdout } = await scene.tackle("run", "x", "--model", model);
  expect(stdout).toMatch(/\n← \d+\n/);
  await scene.tackle("undo");
  expect(readdirSync(outside)).toEqual(["a.txt"]);
});
