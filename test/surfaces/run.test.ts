/** Whole runs of the command, with a model that plays a script. */
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { commandLine, emptyFolder, surroundings, tackle } from "./command.ts";

const fix = [
  { text: "I look first.", cells: [{ language: "sh", code: "cat add.js" }] },
  {
    text: "Now it adds.",
    cells: [
      {
        language: "ts",
        code: "await files.write('add.js', 'export const add = (a, b) => a + b;\\n');\ndone('add adds');",
      },
    ],
  },
];

interface Place {
  readonly cwd: string;
  readonly env: Record<string, string>;
  readonly model: string;
}

/** A project whose check is red, a state folder, and a script for the model outside of both. */
function project(script: unknown): Place {
  const folder = emptyFolder();
  const cwd = path.join(folder, "project");
  const model = path.join(folder, "script.json");
  mkdirSync(cwd);
  writeFileSync(path.join(cwd, "package.json"), '{"type":"module","scripts":{"test":"node --test"}}');
  writeFileSync(path.join(cwd, "add.js"), "export const add = (a, b) => a;\n");
  writeFileSync(
    path.join(cwd, "add.test.js"),
    `import assert from "node:assert";
import { test } from "node:test";
import { add } from "./add.js";
test("adds", () => assert.equal(add(1, 3), 4));
test("is a function", () => assert.equal(typeof add, "function"));
`,
  );
  writeFileSync(model, JSON.stringify(script));
  return { cwd, env: surroundings({ HOME: folder }), model: `script:${model}` };
}

const lines = (stdout: string): readonly Record<string, unknown>[] =>
  stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("a task that is done", () => {
  test("is told from the first red check to the proof, in text without an escape", async () => {
    const { cwd, env, model } = project(fix);
    const { code, stdout } = await tackle(["run", "Make add work", "--model", model], { cwd, env });
    for (const words of [
      "Make add work",
      "c1 · sh",
      "export const add = (a, b) => a;",
      "check before: 1 of 2 fail",
      "claims: add adds",
      "check after: all 2 pass",
      "-export const add = (a, b) => a;\n+export const add = (a, b) => a + b;",
      "proven: npm test",
      "failed before, pass now: ",
      "changed: add.js",
      "verified:",
    ])
      expect(stdout).toContain(words);
    expect(stdout).toMatch(/tackle show s-\w+-\w+\n {2}tree: verified state · tackle undo s-\w+-\w+\n$/);
    expect(stdout).not.toContain("\u{1b}");
    expect(code).toBe(0);
    expect(readFileSync(path.join(cwd, "add.js"), "utf8")).toContain("a + b");
  });

  test("is one line of JSON, and then one of the sessions", async () => {
    const { cwd, env, model } = project(fix);
    const args = ["-p", "--model", model, "--output-format", "json"];
    const { code, stdout } = await tackle(args, { cwd, env, input: "Make add work\n" });
    const [result, ...more] = lines(stdout);
    expect([code, more]).toEqual([0, []]);
    expect(result).toMatchObject({
      type: "result",
      subtype: "success",
      is_error: false,
      num_turns: 2,
      result: "Now it adds.",
      stop_reason: "verified",
      evidence: { proven: true, changed: ["add.js"], before: { failed: 1 }, after: { failed: 0 } },
      permission_denials: [],
      journal_head: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const listed = await tackle(["sessions", "--output-format", "json"], { env });
    expect(JSON.parse(listed.stdout)).toMatchObject([
      { session_id: result?.["session_id"], stop_reason: "verified", cwd, task: "Make add work" },
    ]);
  });

  test("is a stream that begins with init and ends with the result", async () => {
    const { cwd, env, model } = project(fix);
    const args = ["run", "Make add work", "--model", model, "--output-format", "stream-json"];
    const { stdout } = await tackle(args, { cwd, env });
    const stream = lines(stdout);
    expect(stream[0]).toMatchObject({ type: "system", subtype: "init", cwd, model });
    expect(stream.at(-1)).toMatchObject({ type: "result", subtype: "success" });
    const named = new Set(stream.map((line) => line["session_id"]));
    expect(named.size).toBe(1);
    const cells = stream.filter(({ type }) => type === "assistant" || type === "user");
    expect(cells.map(({ type }) => type)).toEqual(["assistant", "user", "assistant", "user"]);
  });
});

describe("a task that is stopped", () => {
  // A cell that was stopped runs again, and then there is nothing to wait for.
  const slow = [{ text: "I wait.", cells: [{ language: "sh", code: "test -e go || sleep 60" }] }, ...fix];

  test("ends with 130 and says how to go on; and goes on", async () => {
    const { cwd, env, model } = project(slow);
    const args = ["run", "Make add work", "--model", model, "--output-format", "stream-json"];
    const child = spawn(process.execPath, commandLine(args), { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    // The reply is there, so its cell is running or about to.
    child.stdout.on("data", (data: Buffer) => data.includes('"assistant"') && child.kill("SIGINT"));
    const [stdout, stderr, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      new Promise((resolve) => child.on("close", resolve)),
    ]);
    const result = lines(stdout).at(-1);
    expect(result).toMatchObject({ type: "result", is_error: true, stop_reason: "interrupted" });
    expect(code).toBe(130);
    expect(stderr).toContain("stopping… (Ctrl-C again to leave at once)");

    writeFileSync(path.join(cwd, "go"), "");
    const session = String(result?.["session_id"]);
    const again = await tackle(["resume", session, "--output-format", "json"], { cwd, env });
    expect(lines(again.stdout)).toMatchObject([{ session_id: session, stop_reason: "verified" }]);
  });

  test("out of turns is its own subtype and exit code", async () => {
    const { cwd, env, model } = project(fix);
    const args = ["run", "x", "--model", model, "--max-turns", "1", "--output-format", "json"];
    const { code, stdout } = await tackle(args, { cwd, env });
    expect(lines(stdout)).toMatchObject([{ subtype: "error_max_turns", stop_reason: "max_turns" }]);
    expect(code).toBe(5);
  });

  test("goes on with more turns when they are given", async () => {
    const { cwd, env, model } = project(fix);
    await tackle(["run", "x", "--model", model, "--max-turns", "1"], { cwd, env });
    const { code, stdout } = await tackle(["resume", "s-", "--max-turns", "5"], { cwd, env });
    expect(code).toBe(0);
    expect(stdout).toContain("resumed");
    expect(stdout).toContain("verified:");
  });
});

test("a model that nobody knows is bad usage, with a result line", async () => {
  const { cwd, env } = project(fix);
  const args = ["run", "x", "--model", "nonesuch/x", "--output-format", "json"];
  const { code, stdout, stderr } = await tackle(args, { cwd, env });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^tackle: /);
  expect(lines(stdout)).toMatchObject([{ type: "result", is_error: true, error: { code: "unknown_model" } }]);
});
