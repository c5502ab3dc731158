/** The interactive session where nothing may be drawn over: lines in, lines out. */
import { spawn } from "node:child_process";
import path from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { makeScene, type Scene } from "../../stories/scene.ts";

const home = path.resolve(import.meta.dirname, "../../..");

/** Runs `tackle --plain` with these lines on its stdin. */
async function talk(scene: Scene, words: readonly string[], lines: readonly string[]): Promise<string> {
  const child = spawn(path.join(home, "bin/tackle"), ["--plain", ...words], {
    cwd: scene.root,
    env: { PATH: process.env["PATH"], HOME: scene.base, XDG_STATE_HOME: path.dirname(scene.state) },
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(lines.map((line) => `${line}\n`).join(""));
  const [said, code] = await Promise.all([
    text(child.stdout),
    new Promise((resolve) => child.on("close", resolve)),
  ]);
  expect(code).toBe(0);
  return said;
}

test("words from a pipe are answered one after another, in plain lines without a single escape", async () => {
  const scene = makeScene({ "notes.txt": "one\n" });
  const model = scene.script([
    {
      text: "I write **it**.",
      cells: [{ language: "sh", code: "printf '\\033[31mred\\n'; echo two > made.txt" }],
    },
    { text: "Written.\u{1b}]0;owned\u{7}" },
  ]);
  const said = await talk(scene, ["--model", model], ["write it", "/diff", "and then?", "/nothing", "/undo"]);
  // oxlint-disable-next-line no-control-regex -- what must not be there
  expect(said).not.toMatch(/[\0-\u{8}\u{b}-\u{1f}\u{7f}-\u{9f}]/u);
  const order = [
    "› write it",
    "I write **it**.",
    "  red",
    "Written.",
    "+two",
    "› and then?",
    "there is no /nothing",
    "taken back made.txt",
  ];
  const places = order.map((line) => said.indexOf(line));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
});

test("rules are added, edited and deleted, and a person's plan is set and reaches the model", async () => {
  const scene = makeScene({ "notes.txt": "one\n" });
  const model = scene.script([{ text: "Hello." }, { text: "I hold to it." }]);
  const said = await talk(
    scene,
    ["--model", model],
    [
      "/rules add deny Bash(git push *)",
      "/rules edit Bash(git push *) -> Bash(git *)",
      "/rules",
      "/rules delete Bash(git *)",
      "/rules delete Bash(git *)",
      "/rules nonsense",
      "hello",
      "/plan [x] look [ ] or not",
      "and now?",
      "/plan",
    ],
  );
  const order = [
    "deny Bash(git push *)",
    "deny Bash(git *) in place of Bash(git push *)",
    "  deny  Bash(git *) (yours)",
    "no longer: deny Bash(git *)",
    "there is no rule Bash(git *)",
    "that changes no rule",
    "Hello.",
    "✓ look [ ] or not",
    "I hold to it.",
  ];
  const places = order.map((line) => said.indexOf(line));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
  expect(said.split("✓ look [ ] or not")).toHaveLength(3);
});

test("an approval is asked in words and answered by a line", async () => {
  const scene = makeScene({ "notes.txt": "one\n" });
  const write = (value: number) =>
    ({ cells: [{ language: "ts", code: `await files.write(".envrc", "export A=${value}\\n")` }] }) as const;
  const model = scene.script([write(1), write(2), { text: "So be it." }]);
  const said = await talk(scene, ["--model", model], ["set it", "n take two", "y"]);
  expect(said).toContain("refused by the user: take two");
  expect(said).toContain("answer: once");
  expect(said).toContain("So be it.");
});

test("without a terminal, tackle alone is its help", async () => {
  const scene = makeScene({ "notes.txt": "one\n" });
  const { stdout, exit } = await scene.tackle();
  expect(exit).toBe(0);
  expect(stdout).toContain("tackle run");
});
