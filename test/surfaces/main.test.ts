/** The command as a process: what it prints, where, and how it exits. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { systemClock } from "../../src/core/clock.ts";
import { sessionFolder } from "../../src/core/library.ts";
import { createJournal } from "../../src/core/store.ts";
import { commandLine, emptyFolder, surroundings, tackle } from "./command.ts";
import { story } from "./story.ts";

/** A home with one finished session in its state. */
function homeWithSession(id: string, bodies = story): Record<string, string> {
  const env = surroundings();
  const state = path.join(env["XDG_STATE_HOME"] ?? "", "tackle");
  const journal = createJournal(sessionFolder(state, "/work/sum"), { id, clock: systemClock });
  journal.append(...bodies);
  journal.close();
  return env;
}

test("help fits a screen of 80 columns and 24 rows", async () => {
  const { code, stdout, stderr } = await tackle(["--help"]);
  expect([code, stderr]).toEqual([0, ""]);
  const lines = stdout.trimEnd().split("\n");
  expect(lines.length).toBeLessThan(24);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
});

test("the version is the package's", async () => {
  const { code, stdout } = await tackle(["--version"]);
  expect([code, stdout]).toEqual([0, "tackle 0.1.0\n"]);
});

test("an unknown flag is named on stderr with what was meant, and exits 2", async () => {
  const { code, stdout, stderr } = await tackle(["run", "x", "--modle", "y"]);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toBe("tackle: unknown flag --modle\n  → did you mean --model?\n");
});

test("an unknown flag cannot steer the terminal", async () => {
  const { stderr } = await tackle(["run", "x", "--\u{1b}[2J\u{202e}evil"]);
  for (const steering of ["\u{1b}", "\u{202e}"]) expect(stderr).not.toContain(steering);
});

test("bad usage is a result line too for a program that asked for JSON", async () => {
  const { code, stdout, stderr } = await tackle(["run", "x", "--max-turns", "no", "--output-format", "json"]);
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ type: "result", is_error: true, error: { code: "bad_usage" } });
  expect(stderr).toContain("--max-turns");
});

test("a folder that is not there is bad usage", async () => {
  const { code, stderr } = await tackle(["run", "x", "--cwd", "/nowhere/at/all"]);
  expect([code, stderr.split("\n")[0]]).toEqual([2, "tackle: there is no folder /nowhere/at/all"]);
});

test("no task and an empty stdin is bad usage", async () => {
  const { code, stderr } = await tackle(["run"], { input: " \n" });
  expect([code, stderr.split("\n")[0]]).toEqual([2, "tackle: no task was given"]);
});

describe("sessions", () => {
  test("an empty state folder is an empty list", async () => {
    const json = await tackle(["sessions", "--output-format", "json"]);
    expect(json).toEqual({ code: 0, stdout: "[]\n", stderr: "" });
    expect((await tackle(["sessions"])).stdout).toContain("no sessions yet");
  });

  test("are an array with the members that scripts rely on", async () => {
    const env = homeWithSession("s-0000000001-aaaaa");
    const { code, stdout, stderr } = await tackle(["sessions", "--output-format", "json"], { env });
    expect([code, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toMatchObject([
      { session_id: "s-0000000001-aaaaa", stop_reason: "verified", cwd: "/work/sum", task: "Make add work" },
    ]);
  });

  test("are one line each for people", async () => {
    const env = homeWithSession("s-0000000001-aaaaa");
    const { stdout } = await tackle(["sessions"], { env });
    expect(stdout).toMatch(/^s-0000000001-aaaaa .* verified .* Make add work \(\/work\/sum\)\n$/);
  });

  test("a file that is not a journal is named and hides no other", async () => {
    const env = homeWithSession("s-0000000001-aaaaa");
    const folder = sessionFolder(path.join(env["XDG_STATE_HOME"] ?? "", "tackle"), "/elsewhere");
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "s-0000000002-bbbbb.db"), "no database");
    const { code, stdout, stderr } = await tackle(["sessions", "--output-format", "json"], { env });
    expect([code, JSON.parse(stdout).length]).toEqual([0, 1]);
    expect(stderr).toContain("s-0000000002-bbbbb.db");
  });
});

describe("show", () => {
  test("tells a session from its task to its evidence, without colour in a pipe", async () => {
    const env = homeWithSession("s-0000000001-aaaaa");
    const { code, stdout, stderr } = await tackle(["show", "0000000001"], { env });
    expect([code, stderr]).toEqual([0, ""]);
    for (const words of [
      "Make add work",
      "cat add.js",
      "1 of 2 fail",
      "failed before, pass now: adds",
      "verified:",
    ])
      expect(stdout).toContain(words);
    expect(stdout).not.toContain("\u{1b}");
  });

  test("gives the facts as JSON", async () => {
    const env = homeWithSession("s-0000000001-aaaaa");
    const { stdout } = await tackle(["show", "s-0000000001-aaaaa", "--output-format", "json"], { env });
    expect(JSON.parse(stdout)).toMatchObject(story);
  });

  test("says how to go on with a session that was cut off", async () => {
    const env = homeWithSession("s-0000000001-aaaaa", story.slice(0, 6));
    const { stdout } = await tackle(["show", "s-0000000001-aaaaa"], { env });
    expect(stdout).toContain("tackle resume s-0000000001-aaaaa");
  });

  test("a session that is not there is bad usage", async () => {
    const { code, stdout, stderr } = await tackle(["show", "s-zzz"]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^tackle: there is no session s-zzz\n {2}→ /);
  });

  test("a closed pipe is a polite end", async () => {
    const output = Array.from({ length: 20_000 }, (_, line) => `line ${line}`).join("\n");
    const long = [
      ...story.slice(0, 1),
      ...Array.from({ length: 40 }, (_, index) => ({
        type: "cell.ran" as const,
        cell: `c${index}`,
        outcome: { status: "ok" as const, output, milliseconds: 1 },
      })),
    ];
    const env = homeWithSession("s-0000000001-aaaaa", long);
    const child = spawn(process.execPath, commandLine(["show", "s-0000000001-aaaaa"]), {
      env,
      stdio: "pipe",
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const [stderr, code] = await Promise.all([
      text(child.stderr),
      new Promise((resolve) => child.on("close", resolve)),
    ]);
    expect([code, stderr]).toEqual([0, ""]);
  });
});

test("resume of a session that is not there is bad usage, and a result line in JSON", async () => {
  const { code, stdout } = await tackle(["resume", "s-zzz", "--output-format", "json"]);
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject({ type: "result", error: { code: "session_unknown" } });
});

test("doctor names keys and never shows them", async () => {
  const env = surroundings({ OPENAI_API_KEY: "sk-very-secret" });
  const { stdout, stderr } = await tackle(["doctor"], { env });
  expect(stdout).toContain("OPENAI_API_KEY");
  expect(stdout + stderr).not.toContain("very-secret");
});

test("doctor says how to mend a state folder that cannot be", async () => {
  const { code, stdout } = await tackle(["doctor"], { env: surroundings({ XDG_STATE_HOME: "/dev/null" }) });
  expect(code).toBe(1);
  expect(stdout).toMatch(/✗ state .*cannot be made or written\n +→ .*XDG_STATE_HOME/);
});

test("a closed stdin is no task, and no reason to break", async () => {
  const child = spawn(process.execPath, commandLine(["run"]), {
    env: surroundings(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  expect(await text(child.stderr)).toContain("no task was given");
});

describe("bin", () => {
  const launcher = path.resolve("bin/tackle");

  async function launch(command: string, args: readonly string[]): Promise<[unknown, string, string]> {
    const child = spawn(command, args, { env: surroundings(), stdio: "pipe" });
    return Promise.all([
      new Promise((resolve) => child.on("close", resolve)),
      text(child.stdout),
      text(child.stderr),
    ]);
  }

  test("tackle finds its home through links", async () => {
    const folder = emptyFolder();
    symlinkSync(launcher, path.join(folder, "first"));
    symlinkSync("first", path.join(folder, "second"));
    expect(await launch(path.join(folder, "second"), ["--version"])).toEqual([0, "tackle 0.1.0\n", ""]);
  });

  test("an old Node gets one clear line", async () => {
    const script = `Object.defineProperty(process.versions, "node", { value: "18.20.0" });`;
    const hook = path.join(emptyFolder(), "old.cjs");
    writeFileSync(hook, script);
    const [code, stdout, stderr] = await launch(process.execPath, [
      "--require",
      hook,
      path.resolve("bin/tackle.js"),
    ]);
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^tackle: needs Node 22\.18 or newer.*\n$/);
  });

  test.runIf(existsSync("dist/tackle.js"))("the bundle is the same command", async () => {
    expect(await launch(process.execPath, [path.resolve("bin/tackle.js"), "--version"])).toEqual([
      0,
      "tackle 0.1.0\n",
      "",
    ]);
  });
});
