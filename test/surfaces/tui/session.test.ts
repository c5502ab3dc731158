/** The interactive session in a real terminal, with a model that plays a script. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { openProvider } from "../../stories/provider.ts";
import { makeScene, type Line, type Scene } from "../../stories/scene.ts";
import { hasTmux, normal, openWindow } from "./tmux.ts";

/** A project without a check, so that nothing but the script takes time. */
const notes = { "notes.txt": "one\n" };

/** A model that gives its words so many milliseconds apart. */
function paced(scene: Scene, pace: number, replies: readonly Line[]): string {
  const file = path.join(scene.base, "script.json");
  writeFileSync(file, JSON.stringify({ pace, replies }));
  return `script:${file}`;
}

const ready = "Say what to do";

describe.skipIf(!hasTmux)("in tmux", () => {
  test("the first screen says what was found and what will be done, in fewer than ten lines", async () => {
    const scene = makeScene(notes);
    const window = openWindow(scene, []);
    await window.until(ready);
    const screen = window.screen();
    expect(screen).toMatch(/model +solver, built in/);
    expect(screen).toMatch(/paste a key, or \/login/);
    expect(screen).toMatch(/check +none found/);
    expect(screen.split("\n").findIndex((line) => line.includes(ready))).toBeLessThan(9);
    await expect(normal(screen, scene)).toMatchFileSnapshot("screens/first-use.txt");
  });

  test("a turn stands in the scrollback: words as Markdown, cells, what they changed, how it ended", async () => {
    const scene = makeScene(notes);
    const text =
      "# A plan\n\nI **write** it, `so`:\n\n| a | b |\n|---|---|\n| 1 | 漢字 |\n\n```ts\nconst x = 1;\n```\n";
    const model = paced(scene, 1, [
      { text, cells: [{ language: "ts", code: 'await files.write("made.txt", "two\\n");\n40 + 2' }] },
      { text: "It is written." },
    ]);
    const window = openWindow(scene, ["--model", model]);
    await window.until(ready);
    window.say("write it");
    await window.until("changed made.txt · /diff");
    const all = window.all();
    for (const once of ["A plan", "│ 1 │ 漢字 │", "const x = 1;", "← 42", "new made.txt", "It is written."])
      expect([once, all.split(once).length]).toEqual([once, 2]);
    expect(all).not.toContain("**write**");
    expect(readFileSync(path.join(scene.root, "made.txt"), "utf8")).toBe("two\n");
    await expect(normal(all.trimEnd(), scene)).toMatchFileSnapshot("screens/turn.txt");
    window.say("/diff");
    await window.until("+++ b/made.txt");
    window.say("/undo");
    await window.until("taken back made.txt");
    expect(existsSync(path.join(scene.root, "made.txt"))).toBe(false);
  });

  test("Esc ends a cell and keeps its kernel; words wait for the next turn; Ctrl-C twice leaves, and -c goes on", async () => {
    const scene = makeScene(notes);
    const model = paced(scene, 1, [
      {
        cells: [
          { language: "ts", code: "const kept = 41;" },
          { language: "sh", code: "echo begun; sleep 600" },
        ],
      },
      { text: "As you say.", cells: [{ language: "ts", code: "kept + 1" }] },
      { text: "Done so far." },
      { text: "And heard." },
    ]);
    const window = openWindow(scene, ["--model", model]);
    await window.until(ready);
    window.say("go");
    await window.until("  begun");
    window.say("a word for later");
    await window.until("waits for the next turn: a word for later", false);
    window.keys("Escape");
    await window.until("› a word for later", false);
    expect(window.screen()).toContain("› a word for later");
    window.keys("C-c");
    await window.until(/^›\s*$/m, false);
    window.keys("Escape");
    await window.until("Say how to go on");
    window.say("go on");
    await window.until("← 42");
    await window.until("Done so far.");
    await window.until("✓ answered");
    window.keys("C-c", "C-c");
    await window.until("ended 0");
    await window.until(/^icanon/m);
    const again = openWindow(scene, ["-c"]);
    await again.until("goes on: s-");
    again.say("and this?");
    await again.until("And heard.");
  });

  test("Esc ends a reply, and nothing of it is kept", async () => {
    const scene = makeScene(notes);
    const words = Array.from({ length: 400 }, (_, at) => `word${at}`).join(" ");
    const model = paced(scene, 50, [{ text: words }, { text: "Never." }]);
    const window = openWindow(scene, ["--model", model]);
    await window.until(ready);
    window.say("talk");
    await window.until("word3");
    window.keys("Escape");
    await window.until("Say how to go on");
    window.keys("C-c", "C-c");
    await window.until("ended 0");
    const { stdout } = await scene.tackle("sessions", "--output-format", "json");
    expect(JSON.parse(stdout)).toMatchObject([{ stop_reason: "interrupted", num_turns: 0 }]);
  });

  test("an approval shows exactly what will happen, and a no takes its reason to the model", async () => {
    const scene = makeScene(notes);
    const model = paced(scene, 1, [
      { cells: [{ language: "ts", code: 'await files.write(".envrc", "export A=1\\n")' }] },
      { cells: [{ language: "ts", code: 'await files.write(".envrc", "export A=2\\n")' }] },
      { text: "So be it." },
    ]);
    const window = openWindow(scene, ["--model", model]);
    await window.until(ready);
    window.say("set it");
    await window.until("May it? Edit", false);
    expect(window.screen()).toContain("+export A=1");
    await expect(normal(window.screen(), scene)).toMatchFileSnapshot("screens/approval.txt");
    window.keys("n");
    await window.until("No. A word to the model", false);
    window.say("take two");
    await window.until("refused by the user: take two");
    await window.until("+export A=2");
    await window.until("May it? Edit", false);
    window.keys("y");
    await window.until("So be it.");
    await window.until(/[✓✗] (?:answered|unproven|model_silent)/);
  });

  test("what is typed: lines, paste, a file's name, what was said before, the own editor, the own shell", async () => {
    const scene = makeScene({ ...notes, "src/deep/file-name.ts": "", "src/other.ts": "" });
    const editor = path.join(scene.base, "editor");
    writeFileSync(editor, '#!/bin/sh\necho " and more" >> "$1"\n', { mode: 0o755 });
    const model = paced(scene, 1, [{ text: "One." }, { text: "Two." }, { text: "Three." }]);
    const window = openWindow(scene, ["--model", model], {
      env: { EDITOR: `"${editor}"`, SHELL: "/bin/sh" },
    });
    await window.until(ready);
    window.paste("first line\nsecond\u{1b}[2J line\n");
    window.keys("C-j");
    window.keys("-l", "see @filena");
    await window.until("src/deep/file-name.ts", false);
    window.keys("Tab");
    await window.until("see @src/deep/file-name.ts", false);
    window.keys("Enter");
    await window.until("One.");
    await window.until("✓ answered");
    expect(window.all()).toMatch(/› first line\n +second line\n/);
    window.keys("-l", "漢字 x");
    await window.until("› 漢字 x", false);
    expect(window.tell("#{cursor_x}")).toBe("8");
    window.keys("C-g");
    await window.until("and more", false);
    window.keys("C-c");
    window.say("!echo $0 $((6 * 7)); pwd");
    await window.until("the model does not see it");
    await window.until(`  ${scene.root}`);
    window.keys("C-r");
    await window.until("said before:", false);
    window.keys("-l", "first");
    await window.until("said before: first", false);
    window.keys("Enter");
    await window.until(/› first line/, false);
  });

  test("Esc twice takes the session back to a place, and back again; another session is taken up", async () => {
    const scene = makeScene(notes);
    const write = (text: string): Line => ({
      cells: [{ language: "ts", code: `await files.write("made.txt", "${text}")` }],
    });
    const window = openWindow(scene, [
      "--model",
      paced(scene, 1, [write("one"), write("two"), { text: "Both." }]),
    ]);
    await window.until(ready);
    window.say("go");
    await window.until("changed made.txt · /diff");
    // Two keys, and in time: a busy machine may hand them over at once, or too far apart.
    while (!window.screen().includes("back to:")) {
      window.keys("Escape");
      await setTimeout(200);
      window.keys("Escape");
      await setTimeout(800);
    }
    window.keys("Down");
    window.keys("Enter");
    await window.until("it stands at c1");
    expect(scene.read("made.txt")).toBe("one");
    window.say("/rewind back");
    await window.until("cells that count again: c2");
    expect(scene.read("made.txt")).toBe("two");
    window.say("/new");
    await window.until("the next word begins a new session");
    window.keys("M-s");
    await window.until("go on with:", false);
    window.keys("Enter");
    await window.until("goes on: s-");
  });

  test("a picture that is named goes to the model; the meter tells how full its window is", async () => {
    const provider = await openProvider({ window: 100_000, commands: [] });
    const scene = makeScene(notes);
    const bytes = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
    writeFileSync(path.join(scene.base, "a shot.png"), bytes);
    writeFileSync(path.join(scene.root, "fake.png"), "no picture");
    const env = { OLLAMA_BASE_URL: provider.base };
    const window = openWindow(scene, ["--model", "ollama/tiny"], { env });
    await window.until(ready);
    window.paste(path.join(scene.base, "a shot.png"));
    await window.until(/› @'\/.*a\s+shot\.png'/, false);
    window.say("and @fake.png");
    await window.until("fake.png is not shown: it is no PNG");
    await window.until("All done.");
    expect(provider.bodies.at(-1)).toContain(`data:image/png;base64,${bytes.toString("base64")}`);
    await window.until(/of 32\.8k/, false);
    expect(window.screen()).toMatch(/ollama\/tiny · \S+ of 32\.8k \(\d+ %\) tokens/);
  });

  test("a key that is pasted where a task is expected goes to nobody, and into no history", async () => {
    const scene = makeScene(notes);
    const window = openWindow(scene, []);
    await window.until(ready);
    const key = "sk-ant-api03-abcdefghijklmnopqrstuvwxyz";
    window.say(key);
    await window.until("looks like a key of anthropic", false);
    window.keys("Enter");
    await window.until("answers from now on");
    expect(readFileSync(path.join(scene.base, ".config/tackle/keys.json"), "utf8")).toContain(key);
    expect(window.all()).not.toContain(key);
    expect(existsSync(path.join(scene.state, "history.jsonl"))).toBe(false);
  });
});
