/** Tools as Python: what a stub file would say, one line a function, from the same schemas as the TypeScript declarations. */
import type { $ZodType } from "zod/v4/core";
import { comment, follow, internalsOf, isOptional, isSchema, split, type Schema } from "./declare.ts";
import type { Tool } from "./tool.ts";

const keywords = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split(
    " ",
  ),
);

/** A name as Python can have it: a keyword ends with `_`, as the driver takes it. */
const named = (name: string): string => (keywords.has(name) ? `${name}_` : name.replaceAll("$", "_"));

/** `class files:` and in it `async def read(path: str) -> str: "words"`; parses as Python, and mypy reads the types it knows. */
export async function stubTools(tools: readonly Tool[]): Promise<string> {
  const { toJSONSchema } = await import("zod/v4/core");
  const render = (schema: $ZodType, io: "input" | "output"): string => {
    const { type } = internalsOf(schema).def;
    if (type === "void" || type === "undefined") return "None";
    const json: unknown = toJSONSchema(schema, { io, unrepresentable: "any", cycles: "ref" });
    return isSchema(json) ? renderType(json, json, 0) : "Any";
  };
  const byPlace = new Map<string, string[]>();
  for (const tool of tools) {
    const { place, name } = split(tool.name);
    const parameters = Object.entries(tool.parameters).map(
      ([key, schema]) => `${named(key)}: ${render(schema, "input")}${isOptional(schema) ? " = ..." : ""}`,
    );
    const types = `(${parameters.join(", ")}) -> ${render(tool.returns, "output")}`;
    const line = `async def ${named(name)}${types}: ${JSON.stringify(comment(tool.words))}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), line]);
  }
  return [...byPlace]
    .map(([place, lines]) =>
      place === ""
        ? lines.join("\n")
        : [`class ${place.split(".").map(named).join("_")}:`, ...lines.map((line) => `    ${line}`)].join(
            "\n",
          ),
    )
    .join("\n");
}

const literal = (value: unknown): string => {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return JSON.stringify(value);
};

/** A JSON Schema as a Python type on one line. What has no such type is `Any`. */
function renderType(schema: unknown, root: Schema, depth: number): string {
  if (schema === false) return "Never";
  if (!isSchema(schema) || depth > 12) return "Any";
  const inner = (part: unknown): string => renderType(part, root, depth + 1);
  const union = (parts: readonly unknown[]): string => [...new Set(parts.map(inner))].join(" | ");
  const { $ref, anyOf, oneOf, allOf, type } = schema;
  if (typeof $ref === "string") return depth < 6 ? inner(follow($ref, root)) : "Any";
  if ("const" in schema) return `Literal[${literal(schema["const"])}]`;
  if (Array.isArray(schema["enum"])) return `Literal[${schema["enum"].map(literal).join(", ")}]`;
  if (Array.isArray(anyOf)) return union(anyOf);
  if (Array.isArray(oneOf)) return union(oneOf);
  // Python has no word for both.
  if (Array.isArray(allOf)) return allOf.length === 1 ? inner(allOf[0]) : "Any";
  if (Array.isArray(type)) return union(type.map((one: unknown) => ({ ...schema, type: one })));
  switch (type) {
    case "string":
      return "str";
    case "boolean":
      return "bool";
    case "null":
      return "None";
    case "number":
      return "float";
    case "integer":
      return "int";
    case "array":
      return renderList(schema, inner);
    case "object":
      return renderDictionary(schema, inner);
    default:
      return "Any";
  }
}

function renderList(schema: Schema, inner: (part: unknown) => string): string {
  const { prefixItems, items } = schema;
  if (Array.isArray(prefixItems)) return `tuple[${prefixItems.map(inner).join(", ")}]`;
  return `list[${inner(items)}]`;
}

/** A dictionary with known keys is written as one, with its types for values. */
function renderDictionary(schema: Schema, inner: (part: unknown) => string): string {
  const { properties, required, additionalProperties } = schema;
  const entries = isSchema(properties) ? Object.entries(properties) : [];
  if (entries.length === 0) {
    if (additionalProperties === false) return "dict[str, Never]";
    return `dict[str, ${isSchema(additionalProperties) ? inner(additionalProperties) : "Any"}]`;
  }
  const needed = new Set(Array.isArray(required) ? required : []);
  const fields = entries.map(([key, value]) => {
    const type = inner(value);
    return `${JSON.stringify(key)}: ${needed.has(key) ? type : `NotRequired[${type}]`}`;
  });
  return `{${fields.join(", ")}}`;
}
