/** The repair tools as a cell calls them. */
import { expect, test } from "vitest";
import * as z from "zod/mini";
import type { CheckRun } from "../../../../src/core/finding.ts";
import type { Tool } from "../../../../src/interface/api/tool.ts";
import { createRepairTools } from "../../../../src/mechanisms/tools/repair/tools.ts";
import { makeGround } from "./ground.ts";

const files = {
  "limit.py": "def limit(n, most):\n    if n < most:\n        return most\n    return n\n",
  "test_limit.py": [
    "import unittest",
    "from limit import limit",
    "",
    "",
    "class Limit(unittest.TestCase):",
    "    def test_over(self):",
    "        self.assertEqual(limit(9, 5), 5)",
    "",
    "    def test_under(self):",
    "        self.assertEqual(limit(3, 5), 3)",
  ].join("\n"),
};

async function open(command: string): Promise<(name: string) => Tool> {
  const ground = await makeGround(files, command, "unittest");
  const report = (): Promise<CheckRun> =>
    Promise.resolve({
      check: ground.check,
      exit: 1,
      ended: true,
      tests: [],
      output: "",
      milliseconds: 0,
      timedOut: false,
    });
  const tools = createRepairTools({ ...ground, report, explorer: () => ground.explore });
  return (name) => {
    const tool = tools.find((one) => one.name === name);
    if (!tool) throw new TypeError(`no tool ${name}`);
    return tool;
  };
}

const context = { cell: "c1", call: "c1.1", signal: new AbortController().signal };
const Found = z.object({ found: z.object({ path: z.string(), old: z.string(), new: z.string() }) });

test("search.attempts gives what files.edit needs, in the shape that it declares", async () => {
  const tool = (await open("python3 -m unittest"))("search.attempts");
  const value = await tool.run({ options: { limit: 500 } }, context);
  expect(z.core.safeParse(tool.returns, value).success).toBe(true);
  const { found } = z.parse(Found, JSON.parse(JSON.stringify(value)));
  expect(found.path).toBe("limit.py");
  expect(files["limit.py"].split(found.old)).toHaveLength(2);
});

test("a limit of candidates is kept, and said", async () => {
  const tool = (await open("python3 -m unittest"))("search.attempts");
  const value = await tool.run({ options: { limit: 1 } }, context);
  expect(value).toMatchObject({
    found: null,
    tried: 1,
    why: expect.stringContaining("none of the first 1 of"),
  });
});

test("an interrupted search says so", async () => {
  const tool = (await open("python3 -m unittest"))("search.attempts");
  const value = await tool.run({}, { ...context, signal: AbortSignal.abort() });
  expect(value).toMatchObject({ found: null, tried: 0 });
});

test("search.suspects ranks lines of the sources alone", async () => {
  const tool = (await open("python3 -m unittest"))("search.suspects");
  const value = await tool.run({}, context);
  expect(z.core.safeParse(tool.returns, value).success).toBe(true);
  expect(value).toMatchObject([
    { file: "limit.py" },
    { file: "limit.py" },
    { file: "limit.py" },
    { file: "limit.py" },
  ]);
});

test("search.suspects throws, in words for the cell, where tests cannot be run", async () => {
  const tool = (await open("cargo test"))("search.suspects");
  await expect(tool.run({}, context)).rejects.toThrow("tests run by `cargo` are not supported yet");
});
