/** The interactive session in figures: start to first paint, and what a streamed answer costs. Prints one line a figure. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createStyle } from "../src/surfaces/style.ts";
import type { Output } from "../src/surfaces/tui/region.ts";
import { Screen } from "../src/surfaces/tui/screen.ts";
import { median, printFigure } from "./figure.ts";

const root = path.dirname(import.meta.dirname);

/** Markdown of all kinds: headings, prose, lists, code, wide letters; 2,000 lines and some 30,000 tokens. */
function answer(): string {
  const parts: string[] = [];
  for (let line = 0; line < 2_000; line += 1) {
    const at = line % 40;
    if (at === 0) parts.push(`## Section ${line}`, "");
    else if (at < 12)
      parts.push(
        `Line ${line} is plain prose with **bold**, \`inline code\` and a word or two more ✓ 漢字`,
        "",
      );
    else if (at < 20) parts.push(`- item ${line} with *emphasis* and some text`, ...(at === 19 ? [""] : []));
    else if (at === 20) parts.push("```ts");
    else if (at < 38) parts.push(`const value${line} = compute("abc", ${line}); // a comment`);
    else if (at === 38) parts.push("```", "");
    else parts.push(`Line ${line} ends the section.`, "");
  }
  return parts.join("\n");
}

/** A terminal that swallows what it is given, and counts. */
function createSink(columns: number, rows: number): Output & { bytes: number } {
  return {
    columns,
    rows,
    bytes: 0,
    writableNeedDrain: false,
    write(text) {
      this.bytes += Buffer.byteLength(text);
    },
    on: () => {},
    off: () => {},
    once: () => {},
  };
}

/** Feeds the answer in tokens, 1,900 of them a second as the fastest models do, to a screen. */
async function stream(columns: number, rows: number): Promise<void> {
  const text = answer();
  const tokens: string[] = [];
  for (let at = 0; at < text.length; at += tokens.at(-1)?.length ?? 1)
    tokens.push(text.slice(at, at + 2 + ((at * 7) % 5)));
  const sink = createSink(columns, rows);
  const screen = new Screen(sink, createStyle(true), () => "");
  screen.doing("waiting for the model");
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  for (let at = 0; at < tokens.length;) {
    const due = Math.min(tokens.length, Math.ceil((performance.now() - begun) * 1.9));
    for (; at < due; at += 1) screen.hear(tokens[at] ?? "");
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  screen.heard();
  await new Promise((resolve) => setTimeout(resolve, 100));
  const { user, system } = process.cpuUsage(cpu);
  screen.close();
  const size = `${columns}×${rows}`;
  printFigure({ name: `CPU a token, ${size}`, value: (user + system) / tokens.length, unit: "µs", n: 1 });
  printFigure({ name: `bytes a token, ${size}`, value: sink.bytes / tokens.length, unit: "B", n: 1 });
}

/** Milliseconds until these words stand in a new terminal, which `script` opens. */
function timeTo(words: string, command: string, home: string): Promise<number> {
  const begun = performance.now();
  const child = spawn("script", ["-qfec", command, "/dev/null"], {
    cwd: home,
    env: { PATH: process.env["PATH"], HOME: home, TERM: "xterm-256color", SHELL: "/bin/sh" },
    stdio: ["pipe", "pipe", "ignore"],
  });
  return new Promise((resolve, reject) => {
    let said = "";
    let heard = false;
    child.on("error", reject);
    // It may be gone before it hears that it may go.
    child.stdin.on("error", () => {});
    child.on("close", () => reject(new Error(`"${words}" never came: ${said.slice(-500)}`)));
    child.stdout.on("data", (data: Buffer) => {
      said += data.toString("utf8");
      // Once: what is said after the words, while it ends, is not its start.
      if (heard || !said.includes(words)) return;
      heard = true;
      const took = performance.now() - begun;
      child.removeAllListeners("close");
      child.stdin.write("\u{3}\u{3}");
      child.on("close", () => resolve(took));
      setTimeout(() => child.kill(), 2_000).unref();
    });
  });
}

async function start(): Promise<void> {
  const home = mkdtempSync(path.join(tmpdir(), "tackle-bench-"));
  const command = `${process.execPath} ${root}/bin/tackle.js`;
  const rounds = 7;
  const [floor, paint]: [number[], number[]] = [[], []];
  try {
    await timeTo("›", command, home); // the code cache
    for (let round = 0; round < rounds; round += 1) {
      floor.push(await timeTo("hello", `${process.execPath} -e "console.log('hello')"`, home));
      paint.push(await timeTo("›", command, home));
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  printFigure({ name: "bare Node to its first word", value: median(floor), unit: "ms", n: rounds });
  printFigure({ name: "tackle to the first paint", value: median(paint), unit: "ms", n: rounds });
  const ratio = median(paint) / median(floor);
  printFigure({ name: "first paint over bare Node", value: ratio, unit: "×", n: rounds });
}

await start();
await stream(80, 24);
await stream(200, 50);
