/** The map of the house. */
import { execFileSync, spawnSync } from "node:child_process";
import process from "node:process";
import { expect, test } from "vitest";

test("the map names every floor with the sentence of each file", () => {
  const map = execFileSync(process.execPath, ["scripts/map.ts"], { encoding: "utf8" });
  for (const floor of ["core/", "interface/", "mechanisms/", "models/", "surfaces/"])
    expect(map).toContain(floor);
  expect(map).toMatch(/^agent\.ts +An agent is a model plus a harness\.$/m);
});

test("a closed pipe is a polite end of the map", () => {
  const { stderr } = spawnSync("bash", ["-c", `"${process.execPath}" scripts/map.ts | head -n 1`], {
    encoding: "utf8",
  });
  expect(stderr).toBe("");
});
