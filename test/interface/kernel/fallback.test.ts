import { afterAll, expect, test } from "vitest";
import { declareTools } from "../../../src/interface/api/declare.ts";
import { openChecker } from "../../../src/interface/kernel/checker.ts";
import { globals } from "../../../src/interface/kernel/globals.ts";
import { prepare } from "../../../src/interface/kernel/prepare.ts";
import { tools } from "./session.ts";

const checker = openChecker({ tools: await declareTools(tools), globals, fallback: true });
afterAll(() => checker.close());

/** The codes of what the compiler said of a cell, which later ones see. */
async function codes(code: string): Promise<readonly number[] | string> {
  const prepared = prepare(code, { bindings: new Map(), reserved: new Set() });
  if (prepared.type === "broken") return "broken";
  const { source, names } = prepared;
  const checked = await checker.check(source, names);
  if (checked.type === "broken") return checked.reason;
  checker.keep(source, names, names);
  return checked.diagnostics.map((diagnostic) => diagnostic.code);
}

test("without the native compiler the one before it checks cells, and sees those before", async () => {
  expect(
    await codes("const rows = await files.list(); let count: number = 3; interface Point { x: number }"),
  ).toEqual([]);
  expect(await codes("function half(n: number) { return n / 2 }\nhalf(count) + rows.length")).toEqual([]);
  expect(await codes("const point: Point = { x: half(4) }; Object.groupBy(rows, (row) => row.path)")).toEqual(
    [],
  );
});

test.each([
  ["missing + 1", 2304],
  ["await files.raed('a')", 2339],
  ["await files.read()", 2554],
  ["await files.read(5)", 2345],
  ["rows[0].pth", 2551],
  ["const wrong: number = 'x'", 2322],
  ["({ a: 1 }) satisfies { b: number }", 2353],
  ["half('x')", 2345],
])("%s is the mistake that it is", async (code, mistake) => {
  expect(await codes(code)).toContain(mistake);
});

test("it reads nothing of the host", async () => {
  expect(await codes("/// <reference path='/etc/passwd' />\nimport x from '/etc/passwd'; 1")).not.toEqual([]);
});
