import { expect, test } from "vitest";
import { z } from "zod";
import { declareTools, indexTools, signature } from "../../../src/interface/api/declare.ts";
import { createTool, type Tool } from "../../../src/interface/api/tool.ts";

const made = (name: string, parameters: Record<string, z.ZodType>, returns: z.ZodType = z.void()): Tool =>
  createTool({
    name,
    words: `Does ${name}. At length, with */ and\nmore.`,
    parameters,
    returns,
    effect: "none",
    idempotent: true,
    run: async () => undefined,
  });

const typeOf = async (schema: z.ZodType): Promise<string> => {
  const declared = await declareTools([made("f", {}, schema)]);
  return /Promise<([\s\S]*)>;$/.exec(declared)?.[1] ?? declared;
};

test("tools of one namespace are declared together, one line each, with their words", async () => {
  const tools = [made("files.read", { path: z.string() }, z.string()), made("done", { claim: z.string() })];
  expect(await declareTools([...tools, made("files.list", { folder: z.string().optional() })])).toBe(
    [
      "declare namespace files {",
      "/** Does files.read. At length, with * / and more. */ export function read(path: string): Promise<string>;",
      "/** Does files.list. At length, with * / and more. */ export function list(folder?: string): Promise<void>;",
      "}",
      "/** Does done. At length, with * / and more. */ declare function done(claim: string): Promise<void>;",
    ].join("\n"),
  );
});

test.each([
  [z.number().int(), "number"],
  [z.array(z.union([z.string(), z.number()])), "(string | number)[]"],
  [z.array(z.object({ a: z.string(), b: z.boolean().optional() })), "{ a: string; b?: boolean }[]"],
  [z.enum(["a", "b"]), '"a" | "b"'],
  [z.literal(3), "3"],
  [z.string().nullable(), "string | null"],
  [z.record(z.string(), z.number()), "Record<string, number>"],
  [z.tuple([z.string(), z.number()]), "[string, number]"],
  [z.object({ "odd-name": z.unknown() }), '{ "odd-name": unknown }'],
  [z.unknown(), "unknown"],
  [z.any(), "unknown"],
  [z.date(), "unknown"],
  [z.undefined(), "void"],
])("a schema becomes a compact type (%#): %s", async (schema, type) => {
  expect(await typeOf(schema)).toBe(type);
});

test("a parameter with a default may be left out, and its type is what a caller writes", async () => {
  const tool = made("list", { depth: z.number().default(2), text: z.string().transform(Number) });
  expect(await declareTools([tool])).toContain("function list(depth?: number, text: string)");
  expect(signature(tool)).toBe("list(depth?, text)");
});

test("a recursive schema ends", async () => {
  const tree: z.ZodType = z.object({ name: z.string(), parts: z.array(z.lazy(() => tree)) });
  expect((await typeOf(tree)).length).toBeLessThan(400);
});

test("a function may have a reserved word for its name", async () => {
  const declared = await declareTools([made("files.delete", { path: z.string() })]);
  expect(declared).toContain("function delete_(path: string): Promise<void>; export { delete_ as delete };");
});

test("the index is one line a tool: its parameters' names and its first sentence", () => {
  expect(
    indexTools([made("files.read", { path: z.string() }), made("f", { n: z.number().optional() })]),
  ).toBe("files.read(path) – Does files.read.\nf(n?) – Does f.");
});
