/** A value as text: JSON when it is data, else a bounded inspection. */
import { inspect, types } from "node:util";

const limit = 256 << 10;

/** Undefined for undefined. */
export function show(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (isPlain(value, new Set(), 0)) {
    const json = JSON.stringify(value);
    if (json.length <= limit) return json;
  }
  try {
    const text = inspect(value, { depth: 4, maxArrayLength: 100, maxStringLength: 4000 });
    return text.length > limit ? `${text.slice(0, limit)}…` : text;
  } catch (error) {
    return `(cannot be shown: ${String(error)})`;
  }
}

/** True for what survives a round trip through JSON: data, without cycles, accessors, classes or holes. */
function isPlain(value: unknown, around: Set<object>, depth: number): boolean {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== "object" || depth > 64 || around.has(value) || !isData(value)) return false;
  around.add(value);
  for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(value))) {
    if (Array.isArray(value) && key === "length") continue;
    if (!("value" in property) || !property.enumerable || key === "toJSON") return false;
    if (!isPlain(property.value, around, depth + 1)) return false;
  }
  around.delete(value);
  return true;
}

/** True for arrays without holes and for objects of any realm that have no class. */
function isData(value: object): boolean {
  if (types.isProxy(value) || Object.getOwnPropertySymbols(value).length > 0) return false;
  if (Array.isArray(value)) return Object.keys(value).length === value.length;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (typeof prototype !== "object" || prototype === null) return prototype === null;
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, "isPrototypeOf");
}
