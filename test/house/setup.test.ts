/** The set-up of a fresh clone. */
import { spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { afterEach, beforeEach, expect, test } from "vitest";

let house = "";

beforeEach(() => {
  house = mkdtempSync(path.join(tmpdir(), "tackle-setup-"));
  mkdirSync(path.join(house, "scripts"));
  for (const name of ["scripts/setup.mjs", "package.json", "package-lock.json"])
    cpSync(name, path.join(house, name));
});

afterEach(() => rmSync(house, { recursive: true, force: true }));

/** Runs the set-up with an npm that only says so, and may do one more thing. */
function setUp(npm = "process.exit(0)"): { exit: number | null; said: string; calls: number } {
  const script = path.join(house, "npm.cjs");
  const calls = path.join(house, "calls");
  writeFileSync(script, `require("fs").appendFileSync(${JSON.stringify(calls)}, "1");\n${npm}`);
  const { status, stderr } = spawnSync(process.execPath, ["scripts/setup.mjs"], {
    cwd: house,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], npm_execpath: script },
  });
  return { exit: status, said: stderr, calls: existsSync(calls) ? readFileSync(calls, "utf8").length : 0 };
}

/** A node_modules as npm leaves it: all that the lock names, and a Node. */
function install(): void {
  const modules = path.join(house, "node_modules");
  mkdirSync(path.join(modules, "node", "bin"), { recursive: true });
  symlinkSync(process.execPath, path.join(modules, "node", "bin", "node"));
  cpSync(path.join(house, "package-lock.json"), path.join(modules, ".package-lock.json"));
}

test("nothing is installed when all that the lock names is there", () => {
  install();
  expect(setUp()).toEqual({ exit: 0, said: "", calls: 0 });
  expect(setUp()).toEqual({ exit: 0, said: "", calls: 0 });
});

test("a clone without its packages installs them once", () => {
  const npm = `const fs = require("fs");
    fs.mkdirSync("node_modules/node/bin", { recursive: true });
    fs.writeFileSync("node_modules/node/bin/node", "");`;
  expect(setUp(npm)).toMatchObject({ exit: 0, calls: 1 });
  expect(setUp(npm)).toMatchObject({ exit: 0, said: "", calls: 1 });
});

test("a lock that changed is installed again", () => {
  install();
  expect(setUp().calls).toBe(0);
  const file = path.join(house, "package-lock.json");
  const lock = JSON.parse(readFileSync(file, "utf8"));
  lock.packages["node_modules/zod"].version = "0.0.1";
  writeFileSync(file, JSON.stringify(lock));
  expect(setUp().calls).toBe(1);
});

test("a registry that cannot be reached is said in one line", () => {
  const { exit, said } = setUp(`console.error("npm error code ENOTFOUND"); process.exit(1)`);
  expect(exit).toBe(1);
  expect(said.trim().split("\n").at(-1)).toMatch(/^The npm registry cannot be reached \(ENOTFOUND\)\./);
});

test("a set-up that died leaves no lock in the way of the next", () => {
  install();
  writeFileSync(path.join(house, "node_modules", ".tackle-setup.lock"), String(2 ** 22 + 1));
  expect(setUp()).toEqual({ exit: 0, said: "", calls: 0 });
});

test("of two set-ups at once one installs and the other waits for it", async () => {
  const npm = `const fs = require("fs");
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    fs.mkdirSync("node_modules/node/bin", { recursive: true });
    fs.writeFileSync("node_modules/node/bin/node", "");`;
  const script = path.join(house, "npm.cjs");
  writeFileSync(script, `require("fs").appendFileSync("calls", "1");\n${npm}`);
  const env = { PATH: process.env["PATH"], npm_execpath: script };
  const one = (): Promise<number | null> =>
    new Promise((resolve) => {
      spawn(process.execPath, ["scripts/setup.mjs"], { cwd: house, env, stdio: "ignore" }).on(
        "close",
        resolve,
      );
    });
  expect(await Promise.all([one(), one()])).toEqual([0, 0]);
  expect(readFileSync(path.join(house, "calls"), "utf8")).toBe("1");
});
