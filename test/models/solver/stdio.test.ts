/** The solver as a process that may read no file but its own source: proof that it sees only what any model sees. */
import { spawn } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import type { Message } from "../../../src/core/message.ts";
import type { Reply } from "../../../src/core/model.ts";
import { checksRed, found, told } from "./conversation.ts";

const main = fileURLToPath(new URL("../../../src/models/solver/stdio.ts", import.meta.url));
const own = ["src/models/solver/", "src/core/budget.ts"].map((name) => path.resolve(name));

/** A process of Node with the permission model on: it may read these paths, and nothing else may be done. */
function confined(script: readonly string[]): ReturnType<typeof spawn> {
  const empty = realpathSync(mkdtempSync(path.join(tmpdir(), "tackle-solver-")));
  const reads = own.map((name) => `--allow-fs-read=${name}`);
  const child = spawn(process.execPath, ["--permission", "--no-warnings", ...reads, ...script], {
    cwd: empty,
    env: {},
    stdio: ["pipe", "pipe", "pipe"],
  });
  onTestFinished(() => {
    child.kill("SIGKILL");
    rmSync(empty, { recursive: true, force: true });
  });
  return child;
}

async function read(child: ReturnType<typeof spawn>, count: number): Promise<string[]> {
  const lines: string[] = [];
  if (!child.stdout) return lines;
  for await (const line of createInterface({ input: child.stdout })) if (lines.push(line) === count) break;
  return lines;
}

test("it decides a whole repair over JSON lines, with no file access", async () => {
  const task: Message = { role: "user", text: "make the tests pass" };
  const first = [task, ...told("c1", "await checks.run()", checksRed)];
  const search = { found, tried: 7, generated: 90, operators: {}, suspects: [], why: "" };
  const second = [...first, ...told("c2", "await search.attempts({ limit: 1000 })", search)];
  const child = confined([main]);
  const requests = [[task], first, second].map((messages) => ({
    request: { system: "checks.run search.attempts", messages },
  }));
  child.stdin?.end(requests.map((request) => `${JSON.stringify(request)}\n`).join(""));
  const replies = (await read(child, 3)).map((line): { readonly reply: Reply } => JSON.parse(line));
  expect(replies.map(({ reply }) => reply.cells[0]?.code.split("(")[0])).toEqual([
    "await checks.run",
    "await search.attempts",
    "await files.edit",
  ]);
});

test("in the same confinement a file cannot be read and a process cannot be started", async () => {
  const script = [
    "const tries = [() => require('node:fs').readFileSync(process.argv[1]), () => require('node:child_process').execSync('true')];",
    "for (const attempt of tries) { try { attempt(); console.log('allowed'); } catch (error) { console.log(error.code); } }",
  ].join("\n");
  const child = confined(["--eval", script, path.resolve("package.json")]);
  expect(await read(child, 2)).toEqual(["ERR_ACCESS_DENIED", "ERR_ACCESS_DENIED"]);
});
