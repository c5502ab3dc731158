/** What the first request costs: how soon it arrives, in each wire format, and how large it is, in each dialect. */
import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { median, printFigure } from "./figure.ts";
import { createCounter } from "./tokens.ts";

const rounds = Number(process.env["TACKLE_BENCH_ROUNDS"] ?? 5);
const now = (): number => performance.timeOrigin + performance.now();

/** Notes each request and answers 400, which ends the run: only the way to it is measured. */
let arrived = 0;
let body = "";
const server = createServer((request, response) => {
  arrived ||= now();
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    body = Buffer.concat(chunks).toString("utf8");
    response.writeHead(400, { "content-type": "application/json" });
    response.end('{"error": {"message": "enough"}}');
  });
});
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const address = server.address();
const origin = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;

const workspace = mkdtempSync(path.join(tmpdir(), "tackle-bench-"));
writeFileSync(path.join(workspace, "readme.md"), "# an empty project\n");
const state = mkdtempSync(path.join(tmpdir(), "tackle-bench-"));

const models = {
  chat: "openai-compatible/small",
  responses: "openai/gpt-6",
  anthropic: "anthropic/claude-opus-5-5",
  google: "google/gemini-3.8-flash",
} as const;

/** Milliseconds from the spawn to the first request. */
async function first(model: string): Promise<number> {
  arrived = 0;
  const started = now();
  const main = path.resolve(import.meta.dirname, "../dist/tackle.js");
  const child = spawn(process.execPath, [main, "-p", "Say hi", "--model", model], {
    cwd: workspace,
    stdio: "ignore",
    env: {
      PATH: process.env["PATH"] ?? "",
      HOME: state,
      XDG_STATE_HOME: path.join(state, "state"),
      OPENAI_BASE_URL: `${origin}/v1`,
      ANTHROPIC_BASE_URL: origin,
      GOOGLE_GEMINI_BASE_URL: origin,
    },
  });
  await new Promise((resolve) => child.on("close", resolve));
  if (arrived === 0) throw new Error(`${model} was never asked`);
  return arrived - started;
}

const times = new Map<string, number[]>();
for (let round = 0; round <= rounds; round += 1)
  for (const [wire, model] of Object.entries(models)) {
    const time = await first(model);
    // The first round fills caches and is not counted.
    if (round > 0) times.set(wire, [...(times.get(wire) ?? []), time]);
  }
for (const [wire, list] of times) {
  printFigure({ name: `start to first request, ${wire}`, value: median(list), unit: "ms", n: list.length });
  // What the machine's other work adds is never negative, so the fastest tells formats apart best.
  printFigure({ name: `the fastest, ${wire}`, value: Math.min(...list), unit: "ms", n: list.length });
}

const count = createCounter();
for (const model of Object.values(models).flatMap((name) => [
  `${name}#cells`,
  `${name}#json`,
  `${name}#fenced`,
])) {
  await first(model);
  printFigure({ name: `first request, ${model}`, value: Buffer.byteLength(body), unit: "bytes", n: 1 });
  if (count) printFigure({ name: `first request, ${model}`, value: count(body), unit: "tokens", n: 1 });
}
server.close();
