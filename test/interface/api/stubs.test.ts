import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { z } from "zod";
import { stubTools } from "../../../src/interface/api/stubs.ts";
import { createTool, type Tool } from "../../../src/interface/api/tool.ts";

const made = (name: string, parameters: Record<string, z.ZodType>, returns: z.ZodType = z.void()): Tool =>
  createTool({
    name,
    words: `Does ${name}. With "quotes" and\nmore.`,
    parameters,
    returns,
    effect: "none",
    idempotent: true,
    run: async () => undefined,
  });

const typeOf = async (schema: z.ZodType): Promise<string> =>
  /-> (.*): "/.exec(await stubTools([made("f", {}, schema)]))?.[1] ?? "";

const types: readonly (readonly [z.ZodType, string])[] = [
  [z.number().int(), "int"],
  [z.number(), "float"],
  [z.array(z.union([z.string(), z.boolean()])), "list[str | bool]"],
  [
    z.array(z.object({ a: z.string(), b: z.boolean().optional() })),
    'list[{"a": str, "b": NotRequired[bool]}]',
  ],
  [z.enum(["a", "b"]), 'Literal["a", "b"]'],
  [z.literal(true), "Literal[True]"],
  [z.string().nullable(), "str | None"],
  [z.record(z.string(), z.number()), "dict[str, float]"],
  [z.tuple([z.string(), z.number()]), "tuple[str, float]"],
  [z.object({ "odd-name": z.unknown() }), '{"odd-name": Any}'],
  [z.any(), "Any"],
  [z.undefined(), "None"],
];
test.each(types)("a schema becomes a compact Python type (%#): %s", async (schema, type) => {
  expect(await typeOf(schema)).toBe(type);
});

test("functions of one place are a class, a line each with their words; keywords end with a line below", async () => {
  const text = await stubTools([
    made("files.read", { path: z.string(), from: z.number().default(2) }, z.string()),
    made("files.import", {}),
    made("done", { claim: z.string() }),
  ]);
  expect(text).toBe(
    [
      "class files:",
      '    async def read(path: str, from_: float = ...) -> str: "Does files.read. With \\"quotes\\" and more."',
      '    async def import_() -> None: "Does files.import. With \\"quotes\\" and more."',
      'async def done(claim: str) -> None: "Does done. With \\"quotes\\" and more."',
    ].join("\n"),
  );
});

test("whatever the schemas, the stubs parse as Python", async () => {
  const tree: z.ZodType = z.object({ name: z.string(), parts: z.array(z.lazy(() => tree)) });
  const all = [
    ...types.map(([schema]) => schema),
    tree,
    z.intersection(z.object({ a: z.any() }), z.object({})),
  ];
  const text = await stubTools(
    all.flatMap((schema, at) => [made(`place.f${at}`, { a: schema }, schema), made(`f${at}`, {}, schema)]),
  );
  const { status, stderr } = spawnSync("python3", ["-c", "import ast, sys; ast.parse(sys.stdin.read())"], {
    input: text,
    encoding: "utf8",
  });
  expect([status, stderr]).toEqual([0, ""]);
});
