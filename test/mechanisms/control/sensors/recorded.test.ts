import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { readReport } from "../../../../src/mechanisms/control/sensors/report.ts";

const folder = path.join(import.meta.dirname, "fixtures");
const recording = z.object({ runner: z.string(), root: z.string(), exit: z.number(), output: z.string() });

function recorded(name: string): z.infer<typeof recording> {
  return recording.parse(JSON.parse(readFileSync(path.join(folder, `${name}.json`), "utf8")));
}

function read(name: string): ReturnType<typeof readReport> {
  const { output, root } = recorded(name);
  return readReport(output, { key: "key", mark: "mark", root });
}

const red = { name: "test/sum.test.js > sum > adds", file: "test/sum.test.js", state: "failed" };

test.each(["jest", "mocha"])("%s is told by name", (runner) => {
  const report = read(`${runner}-red`);
  expect(report).toMatchObject({ runs: 1, ended: 1, exits: [] });
  expect(report.tests).toMatchObject([
    { ...red, message: expect.stringMatching(/-1/), location: { file: "test/sum.test.js" } },
    { name: "test/sum.test.js > sum > keeps zero", state: "passed" },
    { name: "test/sum.test.js > sum > is lazy", state: "skipped" },
  ]);
  expect(report.tests[0]?.message).not.toContain("    at ");
});

test("jest tells which of the lines that it compiled have run, and mocha's are told by V8", () => {
  const lines = [1, 2, 3, 5, 6, 7];
  expect(read("jest-counted").coverage).toEqual([{ file: "src/sum.js", lines, ran: [1, 5, 6] }]);
  expect(read("mocha-counted").coverage).toEqual([{ file: "src/sum.js", lines, ran: [1, 5, 6] }]);
});

test("jest's test file that does not load is a failed test with the place of the mistake", () => {
  expect(read("jest-unloadable").tests).toMatchObject([
    { name: "test/sum.test.js", state: "failed", location: { file: "src/sum.js", line: 1 } },
  ]);
});

test("mocha that could not load a file has begun and not ended", () => {
  expect(read("mocha-unloadable")).toMatchObject({ runs: 1, ended: 0, tests: [], exits: [] });
});

test.each(["jest", "mocha"])("%s that was left early has not ended, and the place is named", (runner) => {
  const exits = [{ file: "src/sum.js", line: 1, call: "process.exit" }];
  expect(read(`${runner}-exit`)).toMatchObject({ runs: 1, ended: 0, tests: [], exits });
});

test("a report that another key signed says nothing", () => {
  for (const name of readdirSync(folder).filter((file) => file.endsWith("-red.json"))) {
    const { output, root } = recorded(path.basename(name, ".json"));
    expect(readReport(output, { key: "other", mark: "mark", root })).toMatchObject({ runs: 0, tests: [] });
  }
});

test("a line taken out of a report, or put in twice, ends what counts", () => {
  const { output, root } = recorded("mocha-red");
  const lines = output.split("\n");
  const signed = lines.findIndex((line) => line.includes('"keeps zero"'));
  const reread = (text: string[]): ReturnType<typeof readReport> =>
    readReport(text.join("\n"), { key: "key", mark: "mark", root });
  expect(reread(lines.toSpliced(signed, 1))).toMatchObject({ ended: 0, tests: [{ state: "failed" }] });
  expect(reread(lines.toSpliced(signed, 0, lines[signed] ?? "")).tests).toHaveLength(3);
});
