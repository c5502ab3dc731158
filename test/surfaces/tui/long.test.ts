/** Long answers, hostile words and terminals of every size, in a real terminal. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { makeScene, type Scene } from "../../stories/scene.ts";
import { hasTmux, openWindow } from "./tmux.ts";

const lines = 1_200;

/** Markdown of all kinds whose lines have numbers. */
function answer(): string {
  const parts: string[] = [];
  for (let line = 0; line < lines; line += 1) {
    const name = `L${String(line).padStart(4, "0")}`;
    const at = line % 40;
    if (at === 0) parts.push(`## ${name} heading`, "");
    else if (at < 12) parts.push(`${name} prose with **bold**, \`code\` and 漢字`, "");
    else if (at < 20) parts.push(`- ${name} an item`, ...(at === 19 ? [""] : []));
    else if (at === 20) parts.push("```ts", `const a = "${name}"; // a comment`);
    else if (at < 38) parts.push(`const a = "${name}"; // a comment`, ...(at === 37 ? ["```", ""] : []));
    else parts.push(`${name} the end of it`, "");
  }
  return parts.join("\n");
}

function script(scene: Scene, text: string, pace: number): string {
  const file = path.join(scene.base, "script.json");
  writeFileSync(file, JSON.stringify({ ...(pace > 0 && { pace }), replies: [{ text }] }));
  return `script:${file}`;
}

const numbers = (text: string): readonly string[] => text.match(/L\d{4}/g) ?? [];
const expected = Array.from({ length: lines }, (_, line) => `L${String(line).padStart(4, "0")}`);
const shell = "for i in $(seq 60); do echo SHELL$i; done";

describe.skipIf(!hasTmux)("in tmux", () => {
  test.each([
    { columns: 80, rows: 24 },
    { columns: 200, rows: 50 },
  ])(
    "at $columns×$rows each line of a long answer stands once, and what was there before stays",
    async (size) => {
      const scene = makeScene({ "notes.txt": "one\n" });
      const window = openWindow(scene, ["--model", script(scene, answer(), 0)], { ...size, before: shell });
      await window.until("Say what to do");
      window.say("tell me all");
      await window.until("✓ answered");
      const all = window.all();
      expect(numbers(all)).toEqual(expected);
      expect(all.match(/^SHELL\d+$/gm)).toHaveLength(60);
      expect(all.split("\n").filter((line) => line.startsWith("›"))).toHaveLength(2);
    },
  );

  test("a terminal that changes its size while an answer comes loses nothing", async () => {
    const scene = makeScene({ "notes.txt": "one\n" });
    const window = openWindow(scene, ["--model", script(scene, answer(), 1)], { before: shell });
    await window.until("Say what to do");
    window.say("tell me all");
    for (const [columns, rows] of [
      [60, 20],
      [120, 40],
      [44, 12],
      [100, 30],
      [80, 24],
    ] as const) {
      await window.until(/L\d{4}/);
      window.resize(columns, rows);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    await window.until("✓ answered");
    const all = window.all();
    expect([...new Set(numbers(all))]).toEqual(expected);
    expect(all.match(/^SHELL\d+$/gm)).toHaveLength(60);
  });

  test("neither the model nor a file's name can steer the terminal", async () => {
    const scene = makeScene({ "notes.txt": "one\n" });
    const attack = "a\u{1b}]0;owned\u{7}\u{1b}]52;c;b3duZWQ=\u{7}\u{1b}[2J\u{1b}[?1049hb\u{9b}3Jc";
    mkdirSync(path.join(scene.root, "\u{1b}]0;owned\u{7}"));
    writeFileSync(path.join(scene.root, "\u{1b}]2;owned\u{7}.txt"), "");
    const window = openWindow(scene, ["--model", script(scene, `${attack} is said`, 0)], { before: shell });
    await window.until("Say what to do");
    window.keys("-l", "see @");
    await window.until("→ notes.txt", false);
    window.keys("Enter");
    window.keys("Enter");
    await window.until("abc is said");
    expect(window.tell("#{pane_title} #{alternate_on}")).not.toContain("owned");
    expect(window.tell("#{alternate_on}")).toBe("0");
    expect(window.tell("#{buffer_name}")).toBe("");
    expect(window.all().match(/^SHELL\d+$/gm)).toHaveLength(60);
  });

  test("NO_COLOR takes the colours and nothing else", async () => {
    const scene = makeScene({ "notes.txt": "one\n" });
    const window = openWindow(
      scene,
      ["--model", script(scene, "It is **so**: `a`\n\n```ts\nconst a = 1;\n```\n", 0)],
      {
        env: { NO_COLOR: "1" },
      },
    );
    await window.until("Say what to do");
    window.say("tell me");
    await window.until("✓ answered");
    // oxlint-disable-next-line no-control-regex -- colours
    expect(window.all(true)).not.toMatch(/\u{1b}\[(?:\d+;)*(?:1|2|3[0-7])m/u);
    expect(window.all()).toContain("It is so: a");
  });
});
