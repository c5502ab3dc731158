/** Tools as words: TypeScript declarations for the check, and one line a tool for the model. */
import type { $ZodType } from "zod/v4/core";
import type { Tool } from "./tool.ts";

/** A JSON Schema, in parts. */
export type Schema = Readonly<Record<string, unknown>>;
type Render = (schema: $ZodType, io: "input" | "output") => string;

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
// Names that a function declaration cannot have, but a namespace can export.
const reserved = new Set(
  "break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof new null return super switch this throw true try typeof var void while with yield await let static".split(
    " ",
  ),
);

/** Ambient declarations of all tools, one line a tool: `declare namespace files { /** words * / export function read(path: string): Promise<string>; }`. */
export async function declareTools(tools: readonly Tool[]): Promise<string> {
  const { toJSONSchema } = await import("zod/v4/core");
  const render: Render = (schema, io) => {
    const { type } = internalsOf(schema).def;
    if (type === "void" || type === "undefined") return "void";
    const json: unknown = toJSONSchema(schema, { io, unrepresentable: "any", cycles: "ref" });
    return isSchema(json) ? renderSchema(json, json, 0) : "unknown";
  };
  const byPlace = new Map<string, string[]>();
  for (const tool of tools) {
    const { place, name } = split(tool.name);
    const lines = byPlace.get(place) ?? [];
    byPlace.set(place, [
      ...lines,
      `/** ${comment(tool.words)} */ ${declareFunction(tool, name, place !== "", render)}`,
    ]);
  }
  return [...byPlace]
    .map(([place, lines]) =>
      place === ""
        ? lines.map((line) => line.replace("*/ ", "*/ declare ")).join("\n")
        : `declare namespace ${place} {\n${lines.join("\n")}\n}`,
    )
    .join("\n");
}

/** One line a tool, for the prompt: its name with its parameters' names, then the first sentence of its words. */
export function indexTools(tools: readonly Tool[]): string {
  return tools.map((tool) => `${signature(tool)} – ${firstSentence(tool.words)}`).join("\n");
}

/** A tool's name with its parameters' names: `files.list(folder?)`. */
export function signature(tool: Tool): string {
  const parameters = Object.entries(tool.parameters).map(([name, schema]) =>
    isOptional(schema) ? `${name}?` : name,
  );
  return `${tool.name}(${parameters.join(", ")})`;
}

/** True when a call may leave this parameter out. */
export function isOptional(schema: $ZodType): boolean {
  return internalsOf(schema).optin !== undefined; // "optional", or "defaulted"
}

export function internalsOf(schema: $ZodType): $ZodType["_zod"] {
  return schema["_zod"]; // zod's own name for what libraries may build on
}

export function split(dotted: string): { readonly place: string; readonly name: string } {
  const dot = dotted.lastIndexOf(".");
  return { place: dotted.slice(0, Math.max(0, dot)), name: dotted.slice(dot + 1) };
}

function declareFunction(tool: Tool, name: string, isInNamespace: boolean, render: Render): string {
  const parameters = Object.entries(tool.parameters).map(
    ([key, schema]) =>
      `${reserved.has(key) ? `${key}_` : key}${isOptional(schema) ? "?" : ""}: ${render(schema, "input")}`,
  );
  const types = `(${parameters.join(", ")}): Promise<${render(tool.returns, "output")}>;`;
  if (!isInNamespace) return `function ${name}${types}`;
  return reserved.has(name)
    ? `function ${name}_${types} export { ${name}_ as ${name} };`
    : `export function ${name}${types}`;
}

export function comment(words: string): string {
  return words.replaceAll("*/", "* /").replaceAll(/\s+/g, " ").trim();
}

function firstSentence(words: string): string {
  const [first = ""] = comment(words).split(/(?<=[.!?])\s/);
  return first.length > 160 ? `${first.slice(0, 159)}…` : first;
}

export function isSchema(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A JSON Schema as a TypeScript type on one line. What has no such type is `unknown`. */
function renderSchema(schema: unknown, root: Schema, depth: number): string {
  if (schema === false) return "never";
  if (!isSchema(schema) || depth > 12) return "unknown";
  const inner = (part: unknown): string => renderSchema(part, root, depth + 1);
  const union = (parts: readonly unknown[]): string => [...new Set(parts.map(inner))].join(" | ");
  const { $ref, anyOf, oneOf, allOf, type } = schema;
  if (typeof $ref === "string") return depth < 6 ? inner(follow($ref, root)) : "unknown";
  if ("const" in schema) return JSON.stringify(schema["const"]);
  if (Array.isArray(schema["enum"])) return schema["enum"].map((value) => JSON.stringify(value)).join(" | ");
  if (Array.isArray(anyOf)) return union(anyOf);
  if (Array.isArray(oneOf)) return union(oneOf);
  if (Array.isArray(allOf)) return allOf.map((part) => grouped(inner(part))).join(" & ");
  if (Array.isArray(type)) return union(type.map((one: unknown) => ({ ...schema, type: one })));
  switch (type) {
    case "string":
    case "boolean":
    case "null":
      return type;
    case "number":
    case "integer":
      return "number";
    case "array":
      return renderArray(schema, inner);
    case "object":
      return renderObject(schema, inner);
    default:
      return "unknown";
  }
}

export function follow(reference: string, root: Schema): unknown {
  let place: unknown = root;
  for (const part of reference.replace(/^#\/?/, "").split("/").filter(Boolean)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    place = isSchema(place) && Object.hasOwn(place, key) ? place[key] : undefined;
  }
  return place;
}

const grouped = (type: string): string =>
  /[|&]/.test(type) && !/^\{[^{}]*\}$/.test(type) ? `(${type})` : type;

function renderArray(schema: Schema, inner: (part: unknown) => string): string {
  const { prefixItems, items } = schema;
  if (Array.isArray(prefixItems)) return `[${prefixItems.map(inner).join(", ")}]`;
  return `${grouped(inner(items))}[]`;
}

function renderObject(schema: Schema, inner: (part: unknown) => string): string {
  const { properties, required, additionalProperties } = schema;
  const entries = isSchema(properties) ? Object.entries(properties) : [];
  if (entries.length === 0) {
    if (additionalProperties === false) return "{}";
    return `Record<string, ${isSchema(additionalProperties) ? inner(additionalProperties) : "unknown"}>`;
  }
  const needed = new Set(Array.isArray(required) ? required : []);
  const fields = entries.map(
    ([key, value]) =>
      `${identifier.test(key) ? key : JSON.stringify(key)}${needed.has(key) ? "" : "?"}: ${inner(value)}`,
  );
  return `{ ${fields.join("; ")} }`;
}
