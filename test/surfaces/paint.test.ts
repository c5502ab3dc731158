/** Facts in, lines out. */
import { expect, test } from "vitest";
import type { FactBody } from "../../src/index.ts";
import { paintClosing, paintEvidence } from "../../src/surfaces/closing.ts";
import { createPainter } from "../../src/surfaces/paint.ts";
import { fit } from "../../src/surfaces/cli/spinner.ts";
import { clip, duration, listed } from "../../src/surfaces/wording.ts";
import { createStyle } from "../../src/surfaces/style.ts";
import { asFacts, story } from "./story.ts";

const plain = createStyle(false);

function paint(bodies: readonly FactBody[]): string {
  const painter = createPainter({ style: plain, columns: 40, lines: 24 });
  return asFacts(bodies)
    .flatMap((fact) => painter.add(fact))
    .join("\n");
}

test("a session reads from its task to its end", () => {
  expect(paint(story)).toBe(
    `Make add work
/work/sum · script:fix.json · sandbox perl

check: npm test (package.json scripts.test)
check before: 1 of 2 fail · 321 ms
  ✗ adds: expected 3 (add.test.js:7)

I look at it first.

── c1 · ts ─────────────────────────────
  files.red('add.js')
  c1:1:7 TS2551 Did you mean 'read'?
  ✗ did not run · 3 ms

── c2 · sh ─────────────────────────────
  cat add.js
  add = (a, b) => a
  ✓ · 12 ms

── c3 · ts ─────────────────────────────
  await files.write('add.js', fixed)
  done('adds')
  refused: files.write .git/config: git's own folder
  claims: adds
← "written"
  ✓ · 1.5 s · changed add.js · 2 ignored by git, which cannot be undone
→ stop: verified (proven)`,
  );
});

test("a value too long for a line is laid out, and what is deep in it is left out", () => {
  const value = JSON.stringify({
    passed: 12,
    tests: Array.from({ length: 9 }, (_, at) => ({ name: `t${at}` })),
  });
  const outcome = { status: "ok", output: "", milliseconds: 1, value } as const;
  const painted = paint([{ type: "cell.ran", cell: "c1", outcome }]);
  expect(painted).toContain("passed: 12,");
  expect(painted).toContain("5 more items");
  expect(painted).not.toContain("t8");
});

test("a sandbox goes without saying, and none does not", () => {
  expect(paint([{ type: "sandbox.opened", name: "perl" }])).toBe("");
  expect(paint([{ type: "sandbox.opened", name: "none" }])).toContain("no sandbox");
});

test("what a crash left half-made is named, and what could not be taken back", () => {
  const undone = { type: "change.undone", change: "w1", cell: "c1" } as const;
  expect(paint([{ ...undone, conflicts: [] }])).toBe("  taken back: changes of c1");
  expect(paint([{ ...undone, conflicts: ["a.ts"] }])).toContain(
    "but not a.ts: changed since by someone else",
  );
});

test("a fact from a newer tackle paints nothing", () => {
  const [fact] = asFacts(JSON.parse('[{"type":"moon.risen"}]'));
  expect(fact && createPainter({ style: plain, columns: 80, lines: 9 }).add(fact)).toEqual([]);
});

test("what a model, a program or a file name says cannot steer the terminal", () => {
  const evil = "\u{1b}]0;x\u{7}\u{202e}\u{9b}2J";
  const painted = paint([
    {
      type: "model.replied",
      turn: 1,
      text: evil,
      cells: [{ id: "c1", language: "sh", code: evil }],
      usage: { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 },
      finish: "length",
      milliseconds: 1,
    },
    {
      type: "cell.ran",
      cell: "c1",
      outcome: {
        status: "error",
        output: evil,
        error: { name: evil, message: evil },
        changed: [`${evil}\nb`],
        milliseconds: 1,
      },
    },
  ]);
  for (const steering of ["\u{1b}", "\u{7}", "\u{9b}", "\u{202e}"]) expect(painted).not.toContain(steering);
  expect(painted).toContain("⏎b");
  expect(painted).toContain("cut off");
});

test("long output keeps its head and its tail", () => {
  const lines = Array.from({ length: 100 }, (_, index) => `${index}`);
  expect(clip(lines, 8)).toEqual(["0", "1", "2", "3", "4", "… 93 more lines", "98", "99"]);
});

test("evidence is at most five lines", () => {
  const evidence = {
    proven: false,
    command: "npm test",
    before: { passed: 1, failed: 9, skipped: 0 },
    after: { passed: 6, failed: 4, skipped: 0 },
    fixed: ["a", "b", "c", "d", "e"],
    failing: ["f", "g"],
    changed: ["x\ny"],
    reasons: ["one", "two", "three"],
  };
  expect(paintEvidence(evidence, plain)).toEqual([
    "not proven: npm test · before 1 pass, 9 fail · now 6 pass, 4 fail",
    "  failed before, pass now: a, b, c, d and 1 more",
    "  fail still: f, g",
    "  changed: x⏎y",
    "  one, two and 1 more",
  ]);
});

test("an interrupted session says how to go on, one that ended for good does not", () => {
  const ending = {
    session: "s-1",
    diff: "",
    turns: 1,
    usage: { inputTokens: 1000, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0 },
    cost: 0.5,
    milliseconds: 61_000,
  };
  const interrupted = paintClosing(
    { ...ending, stop: { reason: "interrupted", detail: "by you" } },
    { style: plain, lines: 9 },
  );
  expect(interrupted).toEqual([
    "",
    "interrupted: by you",
    "  1 turn · 1,001 tokens · $0.50 · 1 min 1 s",
    "  tackle show s-1",
    "  tackle resume s-1",
  ]);
  const unproven = paintClosing(
    { ...ending, stop: { reason: "unproven", detail: "" } },
    { style: plain, lines: 9 },
  );
  expect(unproven.join("\n")).not.toContain("resume");
  const verified = paintClosing(
    { ...ending, stop: { reason: "verified", detail: "" }, diff: "+a" },
    { style: plain, lines: 9 },
  );
  expect(verified.join("\n")).not.toContain("resume");
  expect(verified[1]).toBe("+a");
});

test("colour is only there when it was asked for", () => {
  expect(createStyle(true).bad("x")).toBe("\u{1b}[31mx\u{1b}[39m");
  expect(createStyle(false).bad("x")).toBe("x");
});

test("a status line fits its terminal", () => {
  expect(fit("ab漢字c", 5)).toBe("ab漢");
  expect(fit("abc", 5)).toBe("abc");
});

test("durations and lists read well", () => {
  expect([duration(0.4), duration(1500), duration(125_000)]).toEqual(["0 ms", "1.5 s", "2 min 5 s"]);
  expect(listed(["a", "b", "c"], 2)).toBe("a, b and 1 more");
});
