/** What a cell can ask of the functions that it has. */
import { expect, test } from "vitest";
import { z } from "zod";
import { createCatalogue } from "../../../src/interface/api/catalogue.ts";
import { createTool, type Tool } from "../../../src/interface/api/tool.ts";

const tool = (name: string, words: string): Tool =>
  createTool({
    name,
    words,
    parameters: { path: z.string(), depth: z.number().optional() },
    returns: z.array(z.string()),
    effect: "read",
    idempotent: true,
    run: async () => [],
  });

const tools = [
  tool("files.read", "Reads a file. With a second sentence about encodings."),
  tool("files.list", "Lists a folder."),
  tool("github.createIssue", "Opens an issue in a repository."),
  tool("done", "Claims that the task is done."),
];
const [describe, search] = createCatalogue(() => tools);

const ask = (which: Tool | undefined, input: Readonly<Record<string, unknown>>): Promise<unknown> =>
  which?.run(input, { cell: "c1", call: "c1.1", signal: new AbortController().signal }) ??
  Promise.reject(new Error("no such tool"));

test.each([
  ["files.read", ["read"]],
  ["files", ["read", "list"]],
  ["files.*", ["read", "list"]],
  ["*issue*", ["createIssue"]],
  ["done", ["done"]],
  ["*", ["read", "list", "createIssue", "done"]],
])("%s is described in full", async (pattern, names) => {
  const text = String(await ask(describe, { pattern }));
  expect([...text.matchAll(/function (\w+)/g)].map(([, name]) => name)).toEqual(names);
});

test("a description has all words and types", async () => {
  expect(await ask(describe, { pattern: "files.read" })).toBe(
    "declare namespace files {\n/** Reads a file. With a second sentence about encodings. */ export function read(path: string, depth?: number): Promise<string[]>;\n}",
  );
});

test("a Python cell is told in Python", async () => {
  const context = { cell: "c1", call: "c1.1", signal: new AbortController().signal, language: "py" as const };
  expect(await describe?.run({ pattern: "files.read" }, context)).toBe(
    'class files:\n    async def read(path: str, depth: float = ...) -> list[str]: "Reads a file. With a second sentence about encodings."',
  );
});

test("a name that nothing has is answered with what is near it", async () => {
  await expect(ask(describe, { pattern: "github.issues" })).rejects.toThrow(
    "api.describe: no function is named github.issues; near it: github.createIssue",
  );
  await expect(ask(describe, { pattern: "(((" })).rejects.toThrow("no function is named (((");
});

test.each([
  ["open a new issue", ["github.createIssue"]],
  ["read", ["files.read"]],
  ["encoding", ["files.read"]],
  ["file", ["files.read", "files.list"]],
  ["zzz", []],
])("%s is searched for in names and words", async (words, names) => {
  const lines = String(await ask(search, { words }))
    .split("\n")
    .filter(Boolean);
  expect(lines.map((line) => line.split("(")[0])).toEqual(names);
});
