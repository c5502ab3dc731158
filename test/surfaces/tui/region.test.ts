/** The writer of the terminal, on an emulated one. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { caret } from "../../../src/surfaces/tui/kit.ts";
import { Region } from "../../../src/surfaces/tui/region.ts";
import { createEmulator, forbidden } from "./emulator.ts";

test("each of many lines stands once in the scrollback, and the foot once below them", async () => {
  const terminal = createEmulator(80, 24);
  let frame = 0;
  const region = new Region(terminal, () => [`status ${(frame += 1)}`, `> ${caret}`, "footer"]);
  for (let line = 0; line < 2_000; line += 1) {
    region.commit([`L${line}`]);
    region.flush();
  }
  const lines = (await terminal.lines()).filter((line) => line !== "");
  expect(lines.filter((line) => line.startsWith("L"))).toEqual(
    Array.from({ length: 2_000 }, (_, at) => `L${at}`),
  );
  expect(lines.slice(-3)).toEqual([`status ${frame}`, "> ", "footer"]);
  expect(lines.filter((line) => line.startsWith("status"))).toHaveLength(1);
  expect(await terminal.cursor()).toEqual({ x: 2, y: 22 });
  expect(terminal.raw()).not.toMatch(forbidden);
  region.close();
});

test("a line wider than the terminal is broken by it and stays whole", async () => {
  const terminal = createEmulator(20, 6);
  const region = new Region(terminal, () => ["foot"]);
  const long = "x".repeat(57);
  region.commit(["before", long, "after"]);
  region.flush();
  region.commit(["last"]);
  region.flush();
  const lines = (await terminal.lines()).filter((line) => line !== "");
  expect(lines).toEqual(["before", "x".repeat(20), "x".repeat(20), "x".repeat(17), "after", "last", "foot"]);
  region.close();
});

test("a foot that is higher than the screen shows its end, and pushes nothing into the scrollback", async () => {
  const terminal = createEmulator(40, 8);
  let rows = 3;
  const region = new Region(terminal, () => Array.from({ length: rows }, (_, at) => `row ${at}`));
  region.commit(["first"]);
  for (rows = 3; rows < 60; rows += 7) region.flush();
  rows = 2;
  region.flush();
  region.commit(["second"]);
  region.flush();
  const lines = (await terminal.lines()).filter((line) => line !== "");
  expect(lines.filter((line) => line.startsWith("row"))).toEqual(["row 0", "row 1"]);
  expect(lines.filter((line) => !line.startsWith("row"))).toEqual(["first", "second"]);
  region.close();
});

test("whatever is committed, drawn and resized, every line stands once and in order", async () => {
  const step = fc.oneof(
    fc.record({ type: fc.constant("commit" as const), lines: fc.integer({ min: 1, max: 5 }) }),
    fc.record({ type: fc.constant("foot" as const), rows: fc.integer({ min: 1, max: 12 }) }),
    fc.record({ type: fc.constant("higher" as const), rows: fc.integer({ min: 8, max: 30 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const terminal = createEmulator(60, 16);
      let foot = 3;
      let said = 0;
      const region = new Region(terminal, () => Array.from({ length: foot }, (_, at) => `foot ${at}`));
      for (const each of steps) {
        if (each.type === "foot") foot = each.rows;
        if (each.type === "commit")
          region.commit(Array.from({ length: each.lines }, () => `L${(said += 1)}`));
        if (each.type === "higher") terminal.resize(60, each.rows);
        region.flush();
      }
      const lines = await terminal.lines();
      expect(lines.filter((line) => line.startsWith("L"))).toEqual(
        Array.from({ length: said }, (_, at) => `L${at + 1}`),
      );
      expect(terminal.raw()).not.toMatch(forbidden);
      region.close();
    }),
    { numRuns: 60 },
  );
});

test("a terminal that becomes narrower and wider while lines come loses none and repeats none", async () => {
  const terminal = createEmulator(80, 24);
  const region = new Region(terminal, () => ["⠋ 1 s · running c2", `> ${caret}`, "the footer"]);
  const sizes = [80, 60, 100, 44, 120, 80];
  for (let line = 0; line < 300; line += 1) {
    region.commit([`L${line} and some words behind it`]);
    if (line % 10 === 9) terminal.resize(sizes[((line / 10) % sizes.length) | 0] ?? 80, 20 + (line % 7));
    region.flush();
  }
  const said = (await terminal.lines())
    .filter((line) => line.startsWith("L"))
    .map((line) => line.split(" ")[0]);
  expect(said).toEqual(Array.from({ length: 300 }, (_, at) => `L${at}`));
  expect(terminal.raw()).not.toMatch(forbidden);
  region.close();
});

test("nothing is drawn while somebody else has the terminal", async () => {
  const terminal = createEmulator(40, 8);
  const region = new Region(terminal, () => ["foot"]);
  region.commit(["one"]);
  region.flush();
  region.suspend();
  region.commit(["two"]);
  terminal.write("theirs\r\n");
  expect((await terminal.lines()).filter((line) => line !== "")).toEqual(["one", "theirs"]);
  region.resume();
  region.flush();
  expect((await terminal.lines()).filter((line) => line !== "")).toEqual(["one", "theirs", "two", "foot"]);
  region.close();
});
