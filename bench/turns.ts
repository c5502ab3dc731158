/** What the harness itself costs: start, a turn, fifty turns and memory, against a model that answers at once, beside the bare floor. */
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { median, printFigure } from "./figure.ts";
import { residentBytes } from "./memory.ts";
import { now, openMock, type Mock } from "./mock.ts";

const root = path.dirname(import.meta.dirname);
const turns = 50;
const rounds = Number(process.env["TACKLE_BENCH_ROUNDS"] ?? 5);
const peers = path.resolve(root, process.env["TACKLE_PEERS"] ?? "../shared/bench/peers");
const prompt = "Print some short lines, then say done.";

/** One harness to measure: the words after `node` that set it to work. */
interface Contender {
  readonly name: string;
  readonly script: string;
  words(mock: Mock): readonly string[];
}

const tackle: Contender = {
  name: "tackle",
  script: path.join(root, "bin", "tackle.js"),
  words: () => ["-p", prompt, "--model", "openai-compatible/mock-model", "--output-format", "json"],
};

/** The least that an agent in Node can do: a streamed request, a spawned shell, no sandbox, no journal. */
const floor: Contender = {
  name: "floor",
  script: path.join(peers, "floor.mjs"),
  words: (mock) => [mock.url, prompt],
};

/** One run's figures, in milliseconds and bytes. */
interface Sample {
  readonly start: number;
  readonly gaps: readonly number[];
  readonly whole: number;
  readonly peak: number;
  readonly request: number;
}

/** A fresh git repository of two small files. */
function makeProject(): string {
  const cwd = mkdtempSync(path.join(tmpdir(), "tackle-bench-project-"));
  writeFileSync(path.join(cwd, "README.md"), "# A small project\n");
  writeFileSync(path.join(cwd, "index.js"), 'console.log("hello");\n');
  const git = (...words: string[]): unknown =>
    execFileSync("git", ["-c", "user.name=bench", "-c", "user.email=bench@tackle.invalid", ...words], {
      cwd,
    });
  git("init", "--quiet", "--template=");
  git("add", "--all");
  git("-c", "core.hooksPath=/dev/null", "-c", "commit.gpgSign=false", "commit", "--quiet", "--message=start");
  return cwd;
}

async function measure(contender: Contender, mock: Mock, memory: boolean): Promise<Sample> {
  const home = mkdtempSync(path.join(tmpdir(), "tackle-bench-"));
  const cwd = makeProject();
  mock.reset(turns);
  const began = now();
  const child = spawn(process.execPath, [contender.script, ...contender.words(mock)], {
    cwd,
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      PATH: process.env["PATH"],
      HOME: home,
      OPENAI_BASE_URL: mock.url,
      OPENAI_API_KEY: "dummy",
      // The bytecode that tackle keeps is warm, as it is for a user.
      XDG_CACHE_HOME: path.join(tmpdir(), "tackle-bench-cache"),
    },
  });
  let said = "";
  child.stderr.on("data", (bytes) => (said += String(bytes)));
  let peak = 0;
  const look = (): void => void (peak = Math.max(peak, residentBytes(child.pid ?? 0)));
  const timer = memory ? setInterval(look, 20) : undefined;
  const exit = await new Promise<number | null>((resolve) => child.on("close", resolve));
  const ended = now();
  clearInterval(timer);
  for (const folder of [home, cwd]) rmSync(folder, { recursive: true, force: true });
  const { exchanges } = mock;
  const [first] = exchanges;
  if (first === undefined || exchanges.length !== turns + 1)
    throw new Error(`${contender.name} asked ${exchanges.length} times, exit ${exit}: ${said.slice(-2000)}`);
  const gaps = exchanges
    .slice(1)
    .map(({ askedAt }, index) => askedAt - (exchanges[index]?.answeredAt ?? askedAt));
  return { start: first.askedAt - began, gaps, whole: ended - began, peak, request: first.bytes };
}

function report(name: string, samples: readonly Sample[], peaks: readonly number[]): Record<string, number> {
  const n = samples.length;
  const figures = {
    "start to first request": median(samples.map(({ start }) => start)),
    "gap a turn": median(samples.map(({ gaps }) => median(gaps))),
    [`${turns} turns, whole`]: median(samples.map(({ whole }) => whole)),
  };
  for (const [what, value] of Object.entries(figures))
    printFigure({ name: `${name}: ${what}`, value, unit: "ms", n });
  const megabytes = median(peaks) / 2 ** 20;
  printFigure({
    name: `${name}: peak memory, all processes`,
    value: megabytes,
    unit: "MiB",
    n: peaks.length,
  });
  const bytes = median(samples.map(({ request }) => request));
  printFigure({ name: `${name}: first request`, value: bytes, unit: "bytes", n });
  return figures;
}

const contenders = [tackle, floor].filter(({ name, script }) => {
  const there = existsSync(script) && (name !== "tackle" || existsSync(path.join(root, "dist", "tackle.js")));
  if (!there) console.error(`skipping ${name}: ${script} or its bundle is not there`);
  return there;
});
const mock = await openMock();
const samples = new Map<string, Sample[]>(contenders.map(({ name }) => [name, []]));
const peaks = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
try {
  // The first round warms caches and is not counted; memory is looked at in rounds of its own, because looking takes time.
  for (let round = -1; round < rounds; round += 1)
    for (const contender of contenders) {
      const sample = await measure(contender, mock, false);
      if (round >= 0) samples.get(contender.name)?.push(sample);
    }
  for (let round = 0; round < 2; round += 1)
    for (const contender of contenders)
      peaks.get(contender.name)?.push((await measure(contender, mock, true)).peak);
} finally {
  await mock.close();
}
const results = contenders.map(({ name }) => report(name, samples.get(name) ?? [], peaks.get(name) ?? []));
const [ours, least] = results;
if (ours && least)
  for (const [what, value] of Object.entries(ours))
    printFigure({
      name: `ratio: ${what}`,
      value: value / (least[what] ?? Number.NaN),
      unit: "x floor",
      n: rounds,
    });
