/** Makes the pictures of docs/terminal.md: real sessions in a real terminal (tmux), with the solver or a model that plays a script. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { drawScreen } from "./picture.ts";

const root = path.dirname(import.meta.dirname);
const pictures = path.join(root, "docs", "screens");
const columns = 96;

interface Scene {
  readonly name: string;
  readonly rows: number;
  /** What the model says; absent: the solver answers. */
  readonly replies?: readonly unknown[];
  /** What is typed, each after what must stand there before. */
  readonly steps: readonly (readonly [after: string, keys: readonly string[]])[];
  /** The picture is taken when this stands there. */
  readonly until: string;
}

const scenes: readonly Scene[] = [
  { name: "first-use", rows: 14, steps: [], until: "Say what to do" },
  {
    name: "solver",
    rows: 40,
    steps: [["Say what to do", ["make the failing tests pass", "Enter"]]],
    until: "✓ verified",
  },
  {
    name: "cells",
    rows: 36,
    replies: [
      {
        text: "## Where the fare comes from\n\nThe **rate** of an hour is in `lib/clock.js`:\n\n| hours | rate |\n|---|---|\n| 7 to 9 | rush |\n| else | base |\n\nI count the tests, and run them.",
        cells: [
          {
            language: "ts",
            code: 'const test = await files.read("test/fare.test.js");\n// how many there are\nconst count = test.split("test(").length - 1;\ncount',
          },
          { language: "sh", code: 'for n in $(seq 40); do echo "ride $n of 40"; sleep 0.2; done' },
        ],
      },
    ],
    steps: [
      ["Say what to do", ["how is a fare made?", "Enter"]],
      ["ride 9 of", ["and then round it", "Enter"]],
    ],
    until: "waits for the next turn",
  },
  {
    name: "approval",
    rows: 24,
    replies: [
      {
        text: "The rate belongs into the environment.",
        cells: [{ language: "ts", code: 'await files.write(".envrc", "export RUSH_RATE=3\\n");' }],
      },
    ],
    steps: [["Say what to do", ["make the rate a setting", "Enter"]]],
    until: "May it? Edit",
  },
];

async function take(scene: Scene): Promise<void> {
  const base = mkdtempSync(path.join(tmpdir(), "tackle-screens-"));
  const project = path.join(base, "bike-fare");
  const socket = `tackle-screens-${process.pid}`;
  const tmux = (...words: readonly string[]): string =>
    execFileSync("tmux", ["-L", socket, "-f", "/dev/null", "-u", ...words], { encoding: "utf8" });
  try {
    cpSync(path.join(root, "evals/demo"), project, { recursive: true });
    execFileSync("git", ["init", "--quiet", project]);
    const script = path.join(base, "talk");
    writeFileSync(script, JSON.stringify({ pace: 5, replies: scene.replies ?? [] }));
    const model = scene.replies ? `--model script:${script}` : "";
    const command = `cd ${project} && env -u CI -u NO_COLOR HOME=${base} XDG_STATE_HOME=${base}/state ${root}/bin/tackle ${model}; sleep 100`;
    tmux("new-session", "-d", "-x", String(columns), "-y", String(scene.rows), command);
    const until = async (words: string): Promise<void> => {
      for (let tries = 0; !tmux("capture-pane", "-p", "-S", "-").includes(words); tries += 1) {
        if (tries > 1_200) throw new Error(`${scene.name}: "${words}" never came`);
        await setTimeout(50);
      }
    };
    for (const [after, [text = "", ...keys]] of scene.steps) {
      await until(after);
      tmux("send-keys", "-l", text);
      tmux("send-keys", ...keys);
    }
    await until(scene.until);
    await setTimeout(300);
    const screen = tmux("capture-pane", "-e", "-p").replaceAll(base, "~");
    writeFileSync(path.join(pictures, `${scene.name}.svg`), await drawScreen(screen, columns));
    console.log(`docs/screens/${scene.name}.svg`);
  } finally {
    try {
      tmux("kill-server");
    } catch {
      // It never began.
    }
    rmSync(base, { recursive: true, force: true });
  }
}

mkdirSync(pictures, { recursive: true });
const asked = process.argv.slice(2);
for (const scene of scenes) if (asked.length === 0 || asked.includes(scene.name)) await take(scene);
