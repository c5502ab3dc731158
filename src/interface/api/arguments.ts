/** The arguments of a call, as its tool's schemas read them. */
import { isOptional, signature } from "./declare.ts";
import type { Tool } from "./tool.ts";

export type Arguments = Readonly<Record<string, unknown>>;

/** A value as the JSON data that the journal can hold; undefined stays so. */
export function asJson(value: unknown): unknown {
  const text: string | undefined = value === undefined ? undefined : JSON.stringify(value);
  return text === undefined ? undefined : JSON.parse(text);
}

/** Positional values by their parameters' names, as the schemas read them. Throws in words for the cell. */
export async function readArguments(tool: Tool, values: readonly unknown[]): Promise<Arguments> {
  const { safeParseAsync } = await import("zod/v4/core");
  const parameters = Object.entries(tool.parameters);
  const given = values.findLastIndex((value) => value !== undefined) + 1;
  if (given > parameters.length)
    throw new Error(`${signature(tool)} takes ${parameters.length} arguments, and was given ${given}`);
  const input: Record<string, unknown> = {};
  for (const [at, [name, schema]] of parameters.entries()) {
    if (values[at] === undefined && isOptional(schema)) {
      const parsed = await safeParseAsync(schema, undefined);
      if (parsed.success && parsed.data !== undefined) input[name] = parsed.data;
      continue;
    }
    const parsed = await safeParseAsync(schema, values[at]);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const place = [name, ...(issue?.path ?? [])].join(".");
      throw new Error(`${signature(tool)}: ${place}: ${issue?.message ?? "is not right"}`);
    }
    input[name] = asJson(parsed.data);
  }
  return input;
}
