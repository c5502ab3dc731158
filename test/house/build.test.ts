/** The build, over a small house of its own. */
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { afterAll, beforeAll, expect, test } from "vitest";

const sources: Readonly<Record<string, string>> = {
  "src/core/number.ts": `/** A number. */\nexport const answer: number = 42;\n`,
  "src/index.ts": `/** The door. */\nexport { answer } from "./core/number.ts";\n`,
  "src/surfaces/main.ts": `/** The command. */
    import { readFileSync } from "node:fs";
    const words = readFileSync(new URL("./words.md", import.meta.url), "utf8").trim();
    if (process.argv[2] === "late") (await import("./late.ts")).late();
    else console.log(words);\n`,
  "src/surfaces/late.ts": `/** What is imported late. */
    import { Worker } from "node:worker_threads";
    export const late = () => new Worker(new URL("../interface/worker.mts", import.meta.url));\n`,
  "src/surfaces/words.md": "words for a model\n",
  "src/interface/worker.mts": `/** What runs elsewhere. */
    import { answer } from "../core/number.ts";
    console.log("worker", answer);\n`,
};

let house = "";

beforeAll(() => {
  house = mkdtempSync(path.join(tmpdir(), "tackle-build-"));
  for (const [name, text] of Object.entries(sources)) {
    mkdirSync(path.dirname(path.join(house, name)), { recursive: true });
    writeFileSync(path.join(house, name), text);
  }
  for (const name of ["scripts/build.ts", "tsconfig.json", "tsconfig.build.json", "package.json"])
    cpSync(name, path.join(house, name));
  symlinkSync(path.resolve("node_modules"), path.join(house, "node_modules"));
  execFileSync(process.execPath, ["scripts/build.ts"], { cwd: house });
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

const run = (...words: string[]): string =>
  execFileSync(process.execPath, ["dist/tackle.js", ...words], { cwd: house, encoding: "utf8" }).trim();

test("a page that is named lies in the bundle", () => {
  expect(run()).toBe("words for a model");
});

test("a worker that is named runs from the bundle", () => {
  expect(run("late")).toBe("worker 42");
});

test("a worker is one file that needs no other", () => {
  const alone = mkdtempSync(path.join(house, "alone-"));
  cpSync(path.join(house, "dist", "interface.worker.mjs"), path.join(alone, "worker.mjs"));
  expect(spawnSync(process.execPath, ["worker.mjs"], { cwd: alone, encoding: "utf8" }).stdout).toBe(
    "worker 42\n",
  );
});

test("what is imported late is a chunk of its own", () => {
  expect(readdirSync(path.join(house, "dist")).some((name) => /^late-.*\.js$/.test(name))).toBe(true);
});

test("the public API has its types", () => {
  expect(readdirSync(path.join(house, "dist", "types"))).toContain("index.d.ts");
});

test("nothing half built stays behind", () => {
  expect(readdirSync(house).filter((name) => name.startsWith(".dist-"))).toEqual([]);
});
